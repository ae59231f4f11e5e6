package org.smtpspec.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The known deviations of one server. It never changes a verdict; it says which are expected, and
 * so also which of those have gone.
 */
public final class Ledger {
  /** A ledger that lists nothing. */
  public static final Ledger EMPTY = new Ledger(List.of());

  private final List<Entry> entries;

  Ledger(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** How many cases it lists, for all versions together. */
  public int size() {
    return entries.size();
  }

  /**
   * What it expects of a server.
   *
   * @param software what the server says it is, with its version
   * @param profile the profile under which it is judged
   */
  public Expected of(String software, String profile) {
    Optional<SoftwareVersion> version = SoftwareVersion.find(software);
    var listed = new HashMap<String, Listed>();
    for (Entry entry : entries) {
      if (entry.profiles.contains(profile) && entry.versions.holds(version)) {
        listed.put(entry.id, entry.listed);
      }
    }
    return new Expected(listed);
  }

  /**
   * All that it lists, for all versions and profiles: an item a reason, in the order of the file.
   */
  public List<Deviation> deviations() {
    var blocks = new LinkedHashMap<List<Object>, List<Entry>>();
    for (Entry entry : entries) {
      List<Object> block = List.of(entry.versions, entry.profiles, entry.listed.reason());
      blocks.computeIfAbsent(block, key -> new ArrayList<>()).add(entry);
    }
    return blocks.values().stream()
        .map(
            block ->
                new Deviation(
                    block.get(0).versions.toString(),
                    block.get(0).listed,
                    block.stream().map(Entry::id).toList()))
        .toList();
  }

  /** How many entries hold for some versions only, while {@code software} tells none. */
  public int undecided(String software) {
    boolean told = SoftwareVersion.find(software).isPresent();
    return told
        ? 0
        : (int) entries.stream().filter(entry -> !entry.versions.holds(Optional.empty())).count();
  }

  /** One case that is known to deviate, in some versions, under some profiles. */
  record Entry(String id, VersionRange versions, Set<String> profiles, Listed listed) {
    Entry {
      profiles = Set.copyOf(profiles);
    }

    boolean meets(Entry other) {
      return id.equals(other.id)
          && versions.overlaps(other.versions)
          && profiles.stream().anyMatch(other.profiles::contains);
    }
  }

  /** What is expected of one version under one profile. */
  public static final class Expected {
    private final Map<String, Listed> listed;

    private Expected(Map<String, Listed> listed) {
      this.listed = Map.copyOf(listed);
    }

    /** The verdict on the case {@code id}, with what the ledger says about it. */
    public TargetVerdict mark(String id, TargetVerdict verdict) {
      return Optional.ofNullable(listed.get(id)).map(verdict::withListed).orElse(verdict);
    }
  }
}
