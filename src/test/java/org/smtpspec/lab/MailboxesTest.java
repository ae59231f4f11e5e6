package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

class MailboxesTest {
  private static final String POSTMARK = "From a@b.test Mon Jan  1 00:00:00 2024\n";

  @TempDir Path folder;

  private LocalShell shell;

  @BeforeEach
  void open() throws Exception {
    shell = new LocalShell();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void maildirIsReadByToken() throws Exception {
    maildir("alice/new/1.a", "Subject: t1\n\n\u0080\0\r\n");
    maildir("alice/cur/2.b:2,S", "Subject: t2\n\n");
    maildir("bob/new/3.c", "Subject: t1\n\n");
    Inbox inbox = new Mailboxes("maildir:" + folder + "/%u", shell);

    assertThat(inbox.holding("alice@mta.test", "t1"))
        .containsExactly(Octets.of("Subject: t1\n\n\u0080\0\r\n"));
    assertThat(inbox.holding("alice@mta.test", "t2")).hasSize(1);
    assertThat(inbox.holding("alice@mta.test", "t3")).isEmpty();
  }

  @Test
  void whatDoesNotExistYetIsEmpty() throws Exception {
    assertThat(new Mailboxes("maildir:" + folder + "/%u", shell).holding("a@b", "t")).isEmpty();
    assertThat(new Mailboxes("mbox:" + folder + "/%u", shell).holding("a@b", "t")).isEmpty();
  }

  @Test
  void messageIsReadOnceAlsoWhenItMoves() throws Exception {
    Path message = maildir("alice/new/1.a", "t1");
    Inbox inbox = new Mailboxes("maildir:" + folder + "/%u", shell);
    inbox.holding("alice@mta.test", "t1");
    Files.createDirectories(folder.resolve("alice/cur"));
    Files.move(message, folder.resolve("alice/cur/1.a:2,S"));
    int before = shell.scripts();

    var found = inbox.holding("alice@mta.test", "t1");

    assertThat(found).hasSize(1);
    assertThat(shell.scripts() - before).isEqualTo(1);
  }

  @Test
  void manyMessagesComeInBatches() throws Exception {
    for (int i = 0; i < 250; i++) {
      maildir("alice/new/" + i, "t" + i + "x");
    }
    Inbox inbox = new Mailboxes("maildir:" + folder + "/%u", shell);

    assertThat(inbox.holding("alice@mta.test", "t249x")).containsExactly(Octets.of("t249x"));
    assertThat(shell.scripts()).isEqualTo(4);
  }

  @Test
  void whatCameSinceTheFirstLookIsDeletedOnceItIsRead() throws Exception {
    Path before = maildir("alice/new/1.a", "t1");
    Inbox inbox = new Mailboxes("maildir:" + folder + "/%u", shell);
    inbox.holding("alice@mta.test", "t1");
    Path since = maildir("alice/new/2.a", "t2");

    assertThat(inbox.holding("alice@mta.test", "t2")).hasSize(1);
    assertThat(since).exists();
    assertThat(inbox.holding("alice@mta.test", "t2")).hasSize(1);
    assertThat(since).doesNotExist();
    assertThat(before).exists();
    assertThat(inbox.holding("alice@mta.test", "t1")).hasSize(1);
  }

  @Test
  void whatIsTakenOutOfAMaildirIsGone() throws Exception {
    maildir("alice/new/1.a", "t1");
    maildir("alice/new/1.ab", "t2");
    maildir("alice/cur/3.b:2,S", "t3");
    Inbox inbox = new Mailboxes("maildir:" + folder + "/%u", shell);

    assertThat(inbox.take("alice@mta.test").orElseThrow()).hasSize(3);
    assertThat(inbox.take("alice@mta.test")).contains(List.of());
    assertThat(folder.resolve("alice/new")).isEmptyDirectory();
    assertThat(folder.resolve("alice/cur")).isEmptyDirectory();
  }

  @Test
  void whatIsTakenOutOfAnMboxIsGivenOnce() throws Exception {
    Path file = folder.resolve("alice");
    Inbox inbox = new Mailboxes("mbox:" + folder + "/%u", shell);
    append(file, POSTMARK + "S: t1\n\n" + POSTMARK + "S: t2\n\n");

    assertThat(inbox.take("alice@mta.test").orElseThrow()).hasSize(2);

    append(file, POSTMARK + "S: t3\n\n");

    assertThat(inbox.take("alice@mta.test")).contains(List.of(Octets.of("S: t3\n")));
    assertThat(inbox.take("alice@mta.test")).contains(List.of());
  }

  @Test
  void mboxIsReadAsItGrows() throws Exception {
    Path file = folder.resolve("alice");
    Inbox inbox = new Mailboxes("mbox:" + folder + "/%u", shell);
    append(file, POSTMARK + "S: t1\n\nFrom here on\n\n");

    assertThat(inbox.holding("alice@mta.test", "t1"))
        .containsExactly(Octets.of("S: t1\n\nFrom here on\n"));

    append(file, POSTMARK + "S: t2\n\n\u00ff\r\n\n");

    assertThat(inbox.holding("alice@mta.test", "t2"))
        .containsExactly(Octets.of("S: t2\n\n\u00ff\r\n"));
    assertThat(inbox.holding("alice@mta.test", "t1"))
        .containsExactly(Octets.of("S: t1\n\nFrom here on\n"));
  }

  @Test
  void messageThatIsBeingWrittenDoesNotCountYet() throws Exception {
    Path file = folder.resolve("alice");
    Inbox inbox = new Mailboxes("mbox:" + folder + "/%u", shell);
    append(file, POSTMARK + "S: t1\n\nhal");

    assertThat(inbox.holding("alice@mta.test", "t1")).isEmpty();

    append(file, "f\n");

    assertThat(inbox.holding("alice@mta.test", "t1")).isEmpty();
    assertThat(inbox.holding("alice@mta.test", "t1")).containsExactly(Octets.of("S: t1\n\nhalf\n"));
  }

  @Test
  void emptiedMboxIsEmpty() throws Exception {
    Path file = folder.resolve("alice");
    Inbox inbox = new Mailboxes("mbox:" + folder + "/%u", shell);
    append(file, POSTMARK + "S: t1\n\nlong enough\n\n");
    assertThat(inbox.holding("alice@mta.test", "t1")).hasSize(1);

    Files.writeString(file, POSTMARK + "S: t2\n\n");

    assertThat(inbox.holding("alice@mta.test", "t1")).isEmpty();
    assertThat(inbox.holding("alice@mta.test", "t2")).hasSize(1);
  }

  @Test
  void commandPrintsAnMbox() throws Exception {
    append(folder.resolve("it's"), POSTMARK + "S: t1\n\nfirst\n\n" + POSTMARK + "S: t2\n\n");
    Inbox inbox = new Mailboxes("exec:cat " + folder + "/%u", shell);

    assertThat(inbox.holding("it's@mta.test", "t1")).containsExactly(Octets.of("S: t1\n\nfirst\n"));
    assertThat(inbox.holding("it's@mta.test", "t2")).hasSize(1);
    assertThatThrownBy(() -> inbox.holding("none@mta.test", "t1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with status 1");
  }

  @Test
  void addressCannotLeaveTheFolder() {
    Inbox inbox = new Mailboxes("maildir:" + folder + "/%u", shell);

    for (String address : new String[] {"../x@b", "a/b@c", "@c", "a\nb@c", "..@c"}) {
      assertThatThrownBy(() -> inbox.holding(address, "t"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no mailbox can be named after");
    }
  }

  @Test
  void onlyThreeKindsAreInboxes() {
    assertThat(Mailboxes.isInbox("maildir:/srv/mail/%u")).isTrue();
    assertThat(Mailboxes.isInbox("mbox:/var/mail/%u")).isTrue();
    assertThat(Mailboxes.isInbox("exec:show %u")).isTrue();
    assertThat(Mailboxes.isInbox("maildir:relative")).isFalse();
    assertThat(Mailboxes.isInbox("imap://host")).isFalse();
  }

  private Path maildir(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void append(Path file, String text) throws IOException {
    Files.write(
        file,
        text.getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
