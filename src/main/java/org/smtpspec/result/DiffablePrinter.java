package org.smtpspec.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.util.Set;

/**
 * Prints a document so that a line of a diff is a fact: one property a line, but one line for an
 * event of a transcript, for a row of a table and for a list of words.
 */
final class DiffablePrinter extends DefaultPrettyPrinter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> WORDS = Set.of("cite", "rules", "capabilities", "replies");
  private static final Set<String> TABLES = Set.of("transcript", "coverage");
  private static final Indenter LINES = new DefaultIndenter("  ", "\n");

  DiffablePrinter() {
    super(
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator(""));
    indentObjectsWith(new Selective());
    indentArraysWith(new Selective());
  }

  @Override
  public DefaultPrettyPrinter createInstance() {
    return new DiffablePrinter();
  }

  /** Breaks the line unless the value is one that stays in it. */
  private static final class Selective implements Indenter, java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeIndentation(JsonGenerator out, int level) throws IOException {
      JsonStreamContext context = out.getOutputContext();
      if (inLine(context)) {
        out.writeRaw(' ');
      } else {
        LINES.writeIndentation(out, level);
      }
    }

    private static boolean inLine(JsonStreamContext context) {
      JsonStreamContext parent = context.getParent();
      if (parent != null && WORDS.contains(String.valueOf(parent.getCurrentName()))) {
        return true;
      }
      JsonStreamContext list = parent == null ? null : parent.getParent();
      return list != null
          && context.inObject()
          && TABLES.contains(String.valueOf(list.getCurrentName()));
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }
}
