package org.smtpspec.reference;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.protocols.api.Response;

/**
 * A reply of one or more lines under one code. RFC 821 section 4.2 and appendix E give its form.
 *
 * @param status the enhanced status code in front of each line, RFC 2034; empty for none
 * @param text the lines without code; at least one
 * @param endSession whether the connection is closed behind it
 */
record Reply(String code, String status, List<String> text, boolean endSession)
    implements Response {
  Reply {
    text = List.copyOf(text);
  }

  static Reply of(int code, String... lines) {
    return new Reply(Integer.toString(code), "", List.of(lines), false);
  }

  /** The reply as it is, and then the end of the session. */
  Reply closing() {
    return new Reply(code, status, text, true);
  }

  /** The same words under another code, with whose class a status code has to agree. */
  Reply withCode(String other) {
    return new Reply(other, "", text, endSession);
  }

  Reply withStatus(String other) {
    return new Reply(code, other, text, endSession);
  }

  boolean hasCode(String pattern) {
    return code.startsWith(pattern);
  }

  @Override
  public String getRetCode() {
    return code;
  }

  @Override
  public boolean isEndSession() {
    return endSession;
  }

  @Override
  public List<CharSequence> getLines() {
    List<CharSequence> lines = new ArrayList<>();
    String prefix = status.isEmpty() ? "" : status + " ";
    for (int i = 0; i < text.size(); i++) {
      lines.add(code + (i < text.size() - 1 ? "-" : " ") + prefix + text.get(i));
    }
    return lines;
  }
}
