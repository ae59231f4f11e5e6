package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smtpspec.suite.Item;
import org.smtpspec.suite.SuiteException;

/**
 * A rule of a policy.
 *
 * @param item where it stands
 */
record Rule(Item item, Selection selection, Expectation expectation) {
  private static final List<String> KEYS =
      List.of("vantages", "senders", "recipients", "sessions", "expect");

  static Rule read(Item item, Forms forms) throws SuiteException {
    Map<String, Item> map = item.map(KEYS);
    Selection selection = Selection.read(map, forms);
    var wishes = new ArrayList<Expectation.Wish>();
    for (Item wish : item.need(map, "expect").list()) {
      String text = wish.text();
      wishes.add(
          Expectation.wish(text)
              .orElseThrow(() -> wish.wrong("'" + text + "'", Expectation.FORMS)));
    }
    return new Rule(item, selection, new Expectation(wishes));
  }

  boolean meets(Cell cell) {
    return !selection.ranks(cell).isEmpty();
  }

  /**
   * Whether it is more specific about {@code cell} than {@code other}: in one key, in none less.
   */
  boolean isMoreSpecific(Rule other, Cell cell) {
    List<Integer> ours = selection.ranks(cell);
    List<Integer> theirs = other.selection.ranks(cell);
    boolean more = false;
    for (int i = 0; i < ours.size(); i++) {
      if (ours.get(i) < theirs.get(i)) {
        return false;
      }
      more |= ours.get(i) > theirs.get(i);
    }
    return more;
  }
}
