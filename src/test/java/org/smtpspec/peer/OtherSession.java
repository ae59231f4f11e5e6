package org.smtpspec.peer;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One session with an {@link OtherServer}: RFC 5321 section 4.1, command by command. */
final class OtherSession {
  private static final int LONGEST_LOCAL = 64;
  private static final int LOOP = 100;
  private static final String NAME = "mx.mta.test";

  private final OtherServer server;
  private final PeerSide client;
  private final Liberties free;
  private final Speech speech;
  private final boolean knowsEhlo;
  private final List<String> recipients = new ArrayList<>();
  private String helo = "";
  private boolean extended;
  private boolean secure;
  private Optional<ForwardPath> sender = Optional.empty();

  OtherSession(OtherServer server, PeerSide client, Liberties free, boolean knowsEhlo) {
    this.server = server;
    this.client = client;
    this.free = free;
    this.knowsEhlo = knowsEhlo;
    this.speech = new Speech(client, free);
  }

  void run() throws IOException {
    String software = free.has(Liberty.GREETING_SOFTWARE, "said") ? " ESMTP other 1.0" : " hello";
    boolean many = free.has(Liberty.GREETING_LINES, "many");
    String first = name() + software;
    speech.lines("220", many ? List.of(first, "No mail for sale.", "Go on") : List.of(first));
    boolean on = true;
    while (on) {
      Optional<String> line = line();
      on = line.isEmpty() || command(line.get());
    }
    leave();
  }

  private void leave() throws IOException {
    switch (free.of(Liberty.CLOSING)) {
      case "half" -> {
        client.halfClose();
        client.hearOut();
      }
      case "pause" -> Speech.pause(3);
      default -> {}
    }
  }

  private String name() {
    return free.has(Liberty.NAME_CASE, "odd") ? "Mx.mTA.Test" : NAME;
  }

  /** The next line up to CRLF; empty when it was too long, which has been said. */
  private Optional<String> line() throws IOException {
    int limit = Integer.parseInt(free.of(Liberty.COMMAND_LIMIT));
    var line = new StringBuilder();
    int length = 0;
    boolean cr = false;
    for (int octet = client.next(); !(cr && octet == '\n'); octet = client.next()) {
      if (octet < 0) {
        throw new EOFException("the client sends no more");
      }
      cr = octet == '\r';
      length++;
      if (length < limit) {
        line.append((char) octet);
      }
    }
    if (length >= limit) {
      speech.refusal(free.of(Liberty.LONG_COMMAND), "5.5.2", "too long a line");
      return Optional.empty();
    }
    return Optional.of(line.substring(0, line.length() - 1));
  }

  private boolean command(String line) throws IOException {
    Optional<Liberty> odd = oddOctet(line);
    if (odd.isPresent()) {
      speech.refusal(free.of(odd.get()), "5.5.2", "no such octet belongs there");
      return true;
    }
    String trimmed = line.stripTrailing();
    int end = trimmed.indexOf(' ') < 0 ? trimmed.length() : trimmed.indexOf(' ');
    String verb = trimmed.substring(0, end).toUpperCase(Locale.ROOT);
    String argument = trimmed.substring(end).strip();
    if (trimmed.isEmpty()) {
      speech.refusal(free.of(Liberty.EMPTY_COMMAND), "5.5.2", "nothing was said");
    } else if (verb.equals("QUIT")) {
      return quit(argument);
    } else {
      say(verb, argument);
    }
    return true;
  }

  private static Optional<Liberty> oddOctet(String line) {
    if (line.chars().anyMatch(c -> c > 126)) {
      return Optional.of(Liberty.HIGH_OCTET_IN_COMMAND);
    }
    return line.chars().anyMatch(c -> c < ' ')
        ? Optional.of(Liberty.CONTROL_IN_COMMAND)
        : Optional.empty();
  }

  private void say(String verb, String argument) throws IOException {
    switch (verb) {
      case "HELO" -> hello(argument, false);
      case "EHLO" -> ehlo(argument);
      case "MAIL" -> mail(argument);
      case "RCPT" -> rcpt(argument);
      case "DATA" -> data(argument);
      case "RSET" -> rset(argument);
      case "NOOP" -> noop(argument);
      case "VRFY" -> vrfy(argument);
      case "EXPN" -> expn(argument);
      case "HELP" -> help(argument);
      case "STARTTLS" -> startTls(argument);
      case "TURN" -> refuse(free.of(Liberty.TURN), "5.5.1", "we do not turn");
      case "SEND", "SAML" -> refuse(free.of(Liberty.SEND), "5.5.1", "nobody sits there");
      case "SOML" -> refuse(free.of(Liberty.SOML), "5.5.1", "nobody sits there");
      default -> refuse(free.of(Liberty.UNKNOWN_COMMAND), "5.5.1", "never heard of that");
    }
  }

  private void refuse(String code, String enhanced, String text) throws IOException {
    speech.refusal(code, enhanced, text);
  }

  private boolean quit(String argument) throws IOException {
    if (!argument.isEmpty()) {
      refuse(free.of(Liberty.SURPLUS_ARGUMENT_OF_QUIT), "5.5.4", "just QUIT");
      return true;
    }
    String code = free.has(Liberty.ENHANCED_CODES, "none") ? "" : "2.0.0 ";
    speech.lines("221", List.of(code + name() + " says farewell"));
    return false;
  }

  private void clear() {
    sender = Optional.empty();
    recipients.clear();
  }

  private boolean sound(String host) throws IOException {
    boolean bent = host.contains("_") && free.has(Liberty.HELO_UNDERSCORE, "250");
    if (host.isEmpty()) {
      refuse(free.of(Liberty.HELO_MISSING_NAME), "5.5.4", "who is there?");
    } else if (!ForwardPath.isHost(bent ? host.replace('_', '-') : host)) {
      refuse("501", "5.5.4", "that is no name");
    } else {
      return true;
    }
    return false;
  }

  private void hello(String host, boolean with) throws IOException {
    if (!sound(host)) {
      return;
    }
    clear();
    helo = host.contains("_") ? "[127.0.0.1]" : host;
    extended = with;
    if (!with) {
      boolean many = free.has(Liberty.HELLO_LINES, "many");
      speech.lines("250", many ? List.of(salute(), "how", "are you") : List.of(salute()));
    }
  }

  private String salute() {
    return free.has(Liberty.HELLO_GREETS, "text") ? name() + " is glad to see you" : name();
  }

  private void ehlo(String host) throws IOException {
    if (!knowsEhlo) {
      refuse(free.of(Liberty.UNKNOWN_COMMAND), "5.5.1", "never heard of that");
      return;
    }
    if (!sound(host)) {
      return;
    }
    hello(host, true);
    List<String> offers = offers();
    if (free.has(Liberty.KEYWORD_ORDER, "backward")) {
      Collections.reverse(offers);
    }
    offers.add(0, salute());
    speech.lines("250", offers);
  }

  private List<String> offers() {
    var offers = new ArrayList<String>();
    switch (free.of(Liberty.OFFER_SIZE)) {
      case "bare" -> offers.add("SIZE");
      case "number" -> offers.add("SIZE " + free.of(Liberty.MESSAGE_LIMIT));
      default -> {}
    }
    offer(offers, Liberty.OFFER_8BITMIME, "8BITMIME");
    offer(offers, Liberty.OFFER_PIPELINING, "PIPELINING");
    if (!secure) {
      offer(offers, Liberty.OFFER_STARTTLS, "STARTTLS");
    }
    if (!free.has(Liberty.HELP, "502")) {
      offer(offers, Liberty.OFFER_HELP, "HELP");
    }
    if (!free.has(Liberty.VRFY_KNOWN, "502")) {
      offer(offers, Liberty.OFFER_VRFY, "VRFY");
    }
    if (free.has(Liberty.ENHANCED_CODES, "offered")) {
      offers.add("ENHANCEDSTATUSCODES");
    }
    int privates =
        free.has(Liberty.OFFER_PRIVATE, "many")
            ? 40
            : free.has(Liberty.OFFER_PRIVATE, "one") ? 1 : 0;
    for (int i = 0; i < privates; i++) {
      offers.add("X-OWN" + i + (i % 2 == 0 ? "" : " a=1 b"));
    }
    if (free.has(Liberty.KEYWORD_CASE, "odd")) {
      offers.replaceAll(OtherSession::odd);
    }
    return offers;
  }

  private static String odd(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1).toLowerCase(Locale.ROOT);
  }

  private void offer(List<String> offers, Liberty liberty, String keyword) {
    if (free.has(liberty, "yes")) {
      offers.add(keyword);
    }
  }

  private void startTls(String argument) throws IOException {
    if (!free.has(Liberty.OFFER_STARTTLS, "yes") || !knowsEhlo) {
      refuse(free.of(Liberty.UNKNOWN_COMMAND), "5.5.1", "never heard of that");
    } else if (!argument.isEmpty()) {
      refuse("501", "5.5.4", "just STARTTLS");
    } else if (secure) {
      refuse("503", "5.5.1", "it is safe already");
    } else {
      speech.reply("220", "2.0.0", "behind the curtain then");
      client.tls();
      secure = true;
      extended = false;
      helo = "";
      clear();
    }
  }

  /** The path and parameters behind {@code word}; empty when refused, which has been said. */
  private Optional<String> behind(String word, String argument) throws IOException {
    if (!argument.regionMatches(true, 0, word, 0, word.length())) {
      refuse(free.of(Liberty.SYNTAX), "5.5.4", "who?");
      return Optional.empty();
    }
    String rest = argument.substring(word.length());
    if (rest.startsWith(" ") && free.has(Liberty.BLANK_AFTER_COLON, "501")) {
      refuse("501", "5.5.4", "a blank too many");
      return Optional.empty();
    }
    return Optional.of(rest.strip());
  }

  private Optional<ForwardPath> path(String text) throws IOException {
    Optional<ForwardPath> path = ForwardPath.span(text).flatMap(ForwardPath::parse);
    if (path.isEmpty()) {
      refuse(free.of(Liberty.PATH_SYNTAX), "5.1.3", "that is no path");
    }
    return path;
  }

  private void mail(String argument) throws IOException {
    if (helo.isEmpty() && free.has(Liberty.MAIL_BEFORE_HELO, "503")) {
      refuse("503", "5.5.1", "who is there?");
      return;
    }
    if (sender.isPresent()) {
      refuse("503", "5.5.1", "one after the other");
      return;
    }
    Optional<String> rest = behind("FROM:", argument);
    Optional<ForwardPath> path = rest.isPresent() ? path(rest.get()) : Optional.empty();
    if (path.isEmpty()) {
      return;
    }
    if (tooLong(path.get())) {
      return;
    }
    String parameters = rest.get().substring(ForwardPath.span(rest.get()).orElseThrow().length());
    if (path.get().domain().isEmpty() && !path.get().local().isEmpty()) {
      refuse(free.of(Liberty.PATH_SYNTAX), "5.1.7", "that is no sender");
    } else if (agreed(parameters)) {
      sender = path;
      speech.reply("250", "2.1.0", "so it is from there");
    }
  }

  private boolean tooLong(ForwardPath path) throws IOException {
    boolean over = path.local().length() > LONGEST_LOCAL;
    if (over) {
      refuse(free.of(Liberty.LONG_LOCAL_PART), "5.1.3", "too long a name");
    }
    return over;
  }

  private boolean agreed(String parameters) throws IOException {
    var seen = new ArrayList<String>();
    if (!parameters.isEmpty() && !parameters.startsWith(" ")) {
      refuse("501", "5.5.4", "what is that behind the path?");
      return false;
    }
    for (String parameter : parameters.strip().split(" +", -1)) {
      String[] parts = parameter.split("=", 2);
      String keyword = parts[0].toUpperCase(Locale.ROOT);
      String value = parts.length > 1 ? parts[1] : "";
      if (parameter.isEmpty()) {
        continue;
      }
      if (!parameter.matches("[A-Za-z0-9][A-Za-z0-9-]*(=[!-<>-~]+)?") || seen.contains(keyword)) {
        refuse("501", "5.5.4", "that is no parameter");
        return false;
      }
      seen.add(keyword);
      if (!agreed(keyword, value)) {
        return false;
      }
    }
    return true;
  }

  private boolean agreed(String keyword, String value) throws IOException {
    boolean size = keyword.equals("SIZE") && !free.has(Liberty.OFFER_SIZE, "no");
    boolean body = keyword.equals("BODY") && free.has(Liberty.OFFER_8BITMIME, "yes");
    if (!extended || !(size || body)) {
      refuse(free.of(Liberty.UNKNOWN_PARAMETER), "5.5.4", "that parameter is not known");
      return false;
    }
    boolean fits = size ? value.matches("\\d{1,20}") : value.matches("(?i)7BIT|8BITMIME");
    if (!fits) {
      refuse("501", "5.5.4", "that value is none");
      return false;
    }
    boolean big =
        size
            && new java.math.BigInteger(value)
                    .compareTo(new java.math.BigInteger(free.of(Liberty.MESSAGE_LIMIT)))
                > 0;
    boolean told = free.has(Liberty.OFFER_SIZE, "number");
    if (big && (told || free.has(Liberty.SIZE_TOO_BIG, "552"))) {
      refuse("552", "5.3.4", "too big");
      return false;
    }
    return true;
  }

  private void rcpt(String argument) throws IOException {
    if (sender.isEmpty()) {
      refuse(
          "503", "5.5.1", free.has(Liberty.RCPT_BEFORE_MAIL, "503") ? "MAIL first" : "who asks?");
      return;
    }
    Optional<String> rest = behind("TO:", argument);
    Optional<ForwardPath> found = rest.isPresent() ? path(rest.get()) : Optional.empty();
    if (found.isEmpty() || tooLong(found.get())) {
      return;
    }
    ForwardPath path = found.get();
    String parameters = rest.get().substring(ForwardPath.span(rest.get()).orElseThrow().length());
    if (path.local().isEmpty()) {
      refuse(free.of(Liberty.PATH_SYNTAX), "5.1.3", "nobody is no recipient");
    } else if (!parameters.isBlank()) {
      String code = parameters.startsWith(" ") ? free.of(Liberty.UNKNOWN_PARAMETER) : "501";
      refuse(code, "5.5.4", "that parameter is not known");
    } else if (path.route() && !free.has(Liberty.SOURCE_ROUTE, "ignored")) {
      refuse(free.of(Liberty.SOURCE_ROUTE), "5.1.2", "the way is ours to find");
    } else if (!own(path.domain())) {
      refuse(free.of(Liberty.FOREIGN_MAILBOX), "5.7.1", "try <someone@elsewhere.test> yourself");
    } else {
      recipient(path);
    }
  }

  private boolean own(String domain) {
    return domain.isEmpty()
        || domain.equalsIgnoreCase(OtherServer.DOMAIN)
        || (domain.equalsIgnoreCase(NAME) && free.has(Liberty.HOST_AS_DOMAIN, "taken"))
        || (domain.equals("[127.0.0.1]") && free.has(Liberty.OWN_LITERAL, "taken"));
  }

  private Optional<String> mailbox(String local) {
    String small = local.toLowerCase(Locale.ROOT);
    if (small.equals("postmaster")) {
      return Optional.of(small);
    }
    String name = free.has(Liberty.LOCAL_CASE, "kept") ? local : small;
    int plus = name.indexOf('+');
    String base =
        plus > 0 && free.has(Liberty.SUBADDRESS, "taken") ? name.substring(0, plus) : name;
    return base.matches("alice|bob|many\\d{3}") ? Optional.of(base) : Optional.empty();
  }

  private void recipient(ForwardPath path) throws IOException {
    Optional<String> mailbox = mailbox(path.local());
    if (mailbox.isEmpty()) {
      refuse(free.of(Liberty.UNKNOWN_MAILBOX), "5.1.1", "try <nobody@elsewhere.test>");
    } else if (recipients.size() >= Integer.parseInt(free.of(Liberty.RECIPIENT_LIMIT))) {
      refuse("452", "4.5.3", "enough of them");
    } else {
      if (free.has(Liberty.SAME_RECIPIENT_TWICE, "two") || !recipients.contains(mailbox.get())) {
        recipients.add(mailbox.get());
      }
      speech.reply("250", "2.1.5", "known here");
    }
  }

  private void data(String argument) throws IOException {
    // RFC 2920 section 3.2 advises against 354 for nobody where commands come in groups.
    boolean late =
        free.has(Liberty.DATA_BEFORE_RCPT, "late") && free.has(Liberty.OFFER_PIPELINING, "no");
    if (!argument.isEmpty()) {
      refuse(free.of(Liberty.SURPLUS_ARGUMENT_OF_DATA), "5.5.4", "just DATA");
    } else if (sender.isEmpty()) {
      refuse(free.of(Liberty.DATA_BEFORE_MAIL), "5.5.1", "MAIL first");
    } else if (recipients.isEmpty() && !late) {
      String code = free.of(Liberty.DATA_BEFORE_RCPT);
      refuse(code.equals("late") ? "554" : code, "5.5.1", "for nobody");
    } else {
      speech.reply("354", "", "tell it");
      take(text());
    }
  }

  private String text() throws IOException {
    var text = new StringBuilder();
    String line = textLine();
    while (!line.equals(".\r\n")) {
      text.append(line.startsWith(".") ? line.substring(1) : line);
      line = textLine();
    }
    return text.toString();
  }

  private String textLine() throws IOException {
    var line = new StringBuilder();
    boolean cr = false;
    while (true) {
      int octet = client.next();
      if (octet < 0) {
        throw new EOFException("the client sends no more");
      }
      line.append((char) octet);
      if (cr && octet == '\n') {
        return line.toString();
      }
      cr = octet == '\r';
    }
  }

  private void take(String text) throws IOException {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      refuse(fault.get(), fault.get().charAt(0) + ".6.0", "not so");
    } else {
      ForwardPath from = sender.orElseThrow();
      String host = helo.isEmpty() ? "[127.0.0.1]" : helo;
      recipients.forEach(to -> server.deliver(from, host, extended, to, text));
      speech.reply("250", "2.0.0", "it is here");
    }
    clear();
  }

  /** With what code this text is refused, if it is. */
  private Optional<String> fault(String text) {
    String rest = text.replace("\r\n", "");
    if (recipients.isEmpty()) {
      return Optional.of("554");
    } else if (text.length() > Integer.parseInt(free.of(Liberty.MESSAGE_LIMIT))) {
      return Optional.of("552");
    } else if (rest.indexOf('\n') >= 0 && !free.has(Liberty.LONE_LF_IN_TEXT, "kept")) {
      return Optional.of(free.of(Liberty.LONE_LF_IN_TEXT));
    } else if (rest.indexOf('\r') >= 0 && !free.has(Liberty.LONE_CR_IN_TEXT, "kept")) {
      return Optional.of(free.of(Liberty.LONE_CR_IN_TEXT));
    } else if (rest.indexOf(0) >= 0 && !free.has(Liberty.NUL_IN_TEXT, "kept")) {
      return Optional.of(free.of(Liberty.NUL_IN_TEXT));
    } else if (rest.chars().anyMatch(c -> c > 127)
        && free.has(Liberty.OFFER_8BITMIME, "no")
        && !free.has(Liberty.HIGH_OCTET_IN_TEXT, "kept")) {
      return Optional.of(free.of(Liberty.HIGH_OCTET_IN_TEXT));
    } else if (free.has(Liberty.TEXT_LINE_LIMIT, "1000")
        && text.lines().anyMatch(line -> line.length() > 998)) {
      return Optional.of(free.of(Liberty.LONG_TEXT_LINE));
    } else if (free.has(Liberty.LOOP, "554")
        && text.lines().filter(line -> line.startsWith("Received:")).count() >= LOOP) {
      return Optional.of("554");
    }
    return Optional.empty();
  }

  private void rset(String argument) throws IOException {
    if (!argument.isEmpty()) {
      refuse(free.of(Liberty.SURPLUS_ARGUMENT_OF_RSET), "5.5.4", "just RSET");
      return;
    }
    clear();
    speech.reply("250", "2.0.0", "forgotten");
  }

  private void noop(String argument) throws IOException {
    if (!argument.isEmpty() && free.has(Liberty.NOOP_ARGUMENT, "501")) {
      refuse("501", "5.5.4", "just NOOP");
    } else {
      speech.reply("250", "2.0.0", "idle");
    }
  }

  private void vrfy(String argument) throws IOException {
    String code = free.of(Liberty.VRFY_KNOWN);
    if (!code.equals("502") && argument.isEmpty()) {
      refuse(free.of(Liberty.VRFY_ARGUMENT_MISSING), "5.5.4", "whom?");
      return;
    }
    if (!code.equals("250")) {
      refuse(code, code.equals("252") ? "2.5.2" : "5.5.1", "we do not tell, but try");
      return;
    }
    String bare = argument.replaceAll("^<|>$", "");
    String local = bare.endsWith("@mta.test") ? bare.substring(0, bare.length() - 9) : bare;
    Optional<String> mailbox = mailbox(local);
    if (mailbox.isPresent()) {
      String box = "<" + mailbox.get() + "@mta.test>";
      String codes = free.has(Liberty.ENHANCED_CODES, "none") ? "" : "2.1.5 ";
      boolean named = free.has(Liberty.VRFY_FORM, "named");
      speech.lines("250", List.of(codes + (named ? "Some Body " + box : box)));
    } else {
      code = free.of(Liberty.VRFY_UNKNOWN);
      refuse(code, code.equals("252") ? "2.5.2" : "5.1.1", "not known to us");
    }
  }

  private void expn(String argument) throws IOException {
    String code = free.of(Liberty.EXPN);
    if (argument.isEmpty() && (code.equals("252") || code.equals("550"))) {
      refuse("501", "5.5.4", "which?");
    } else {
      refuse(code, code.equals("252") ? "2.5.2" : "5.5.1", "no lists");
    }
  }

  private void help(String argument) throws IOException {
    String code = free.of(Liberty.HELP);
    if (code.equals("502")) {
      refuse(code, "5.5.1", "nobody helps you");
    } else if (!argument.isEmpty() && !free.has(Liberty.HELP_TOPIC, "same")) {
      refuse(free.of(Liberty.HELP_TOPIC), "5.5.4", "not on that");
    } else {
      boolean many = free.has(Liberty.HELP_LINES, "many");
      String prefix = free.has(Liberty.ENHANCED_CODES, "none") ? "" : "2.0.0 ";
      String last = prefix + "read RFC 5321";
      speech.lines(
          code, many ? List.of(prefix + "HELO MAIL RCPT", prefix + "DATA", last) : List.of(last));
    }
  }
}
