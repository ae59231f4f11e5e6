package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.smtpspec.dialogue.Bindings;
import org.smtpspec.dialogue.ReplyPattern;
import org.smtpspec.dialogue.ReplySet;

/**
 * Reads sets of replies and regular expressions; knows which names earlier patterns of the dialogue
 * have captured.
 */
final class SetParser {
  private static final Pattern CODE = Pattern.compile("any|closed|tls|[2-5][0-9x][0-9x]|[0-9]{3}");
  private static final Pattern EXCEPT = Pattern.compile("![0-9x]{3}");
  private static final Pattern KEYWORD = Pattern.compile("[+-][A-Za-z0-9][A-Za-z0-9-]*");
  private static final Pattern ENHANCED = Pattern.compile("[245x]\\.(\\d{1,3}|x)\\.(\\d{1,3}|x)");

  private final Expander expander;
  private final Set<String> captured = new HashSet<>();

  SetParser(Expander expander) {
    this.expander = expander;
  }

  ReplySet set(Cursor cursor) throws SuiteException {
    var patterns = new ArrayList<ReplyPattern>();
    boolean closed = false;
    do {
      if (!CODE.matcher(cursor.peek()).matches()) {
        throw cursor.expected("a reply code, 'any' or 'closed'");
      }
      String code = cursor.word();
      if (code.equals("closed")) {
        closed = true;
      } else {
        patterns.add(pattern(code.equals("any") ? "xxx" : code, cursor));
      }
    } while (cursor.take("|"));
    return new ReplySet(patterns, closed);
  }

  private ReplyPattern pattern(String code, Cursor cursor) throws SuiteException {
    var except = new ArrayList<String>();
    var offered = new ArrayList<String>();
    var absent = new ArrayList<String>();
    Optional<String> enhanced = Optional.empty();
    Optional<String> text = Optional.empty();
    while (true) {
      String word = cursor.peek();
      if (EXCEPT.matcher(word).matches()) {
        except.add(cursor.word().substring(1));
      } else if (ENHANCED.matcher(word).matches()) {
        enhanced = Optional.of(cursor.word());
      } else if (KEYWORD.matcher(word).matches()) {
        List<String> list = word.charAt(0) == '+' ? offered : absent;
        list.add(cursor.word().substring(1).toUpperCase(Locale.ROOT));
      } else if (cursor.take("~")) {
        text = Optional.of(regexp(cursor));
      } else {
        return new ReplyPattern(code, except, enhanced, offered, absent, text);
      }
    }
  }

  String regexp(Cursor cursor) throws SuiteException {
    int column = cursor.column();
    String written = cursor.quoted('/', "a /regular expression/");
    String regexp = expander.regexp(cursor.line(), column + 1, written, captured);
    try {
      Pattern.compile(regexp.replaceAll("\\$\\{[a-zA-Z0-9]+\\}", "x"));
    } catch (PatternSyntaxException e) {
      throw cursor
          .line()
          .error(column, "/" + written + "/", "a regular expression: " + e.getDescription());
    }
    captured.addAll(Bindings.groups(regexp));
    return regexp;
  }
}
