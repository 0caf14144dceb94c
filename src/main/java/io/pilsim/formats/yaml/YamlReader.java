package io.pilsim.formats.yaml;

import io.pilsim.formats.FormatException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Builds the tree from the parser's events; what it refuses it refuses with a place. */
final class YamlReader {
  private static final int DEEPEST = 64;
  private static final int LONGEST = 1 << 22;

  private final String file;
  private final String text;
  private final Iterator<Event> events;
  private Optional<Mark> reached = Optional.empty();

  YamlReader(String file, String text) {
    this.file = file;
    this.text = text;
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setUseMarks(true).setCodePointLimit(LONGEST).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  YamlNode read() throws FormatException {
    if (text.length() > LONGEST) {
      throw FormatException.ofFile(file, "longer than 4 Mi characters");
    }
    YamlProblems.refuseUnprintable(file, text);
    next(); // stream start
    Event start = next();
    if (start.getEventId() != Event.ID.DocumentStart) {
      throw FormatException.at(file, 1, 1, "the file is empty");
    }
    YamlNode root = node(next(), 1);
    next(); // document end
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw error(end, "a second document begins here; one file holds one document");
    }
    return root;
  }

  private YamlNode node(Event event, int depth) throws FormatException {
    if (depth > DEEPEST) {
      throw error(event, "nested deeper than " + DEEPEST + " levels");
    }
    refuseAnchorsAndTags(event);
    if (event instanceof ScalarEvent scalar) {
      return new YamlScalar(line(event), column(event), scalar.getValue(), !scalar.isPlain());
    }
    return event instanceof SequenceStartEvent ? sequence(event, depth) : mapping(event, depth);
  }

  private YamlSequence sequence(Event start, int depth) throws FormatException {
    List<YamlNode> items = new ArrayList<>();
    for (Event item = next(); item.getEventId() != Event.ID.SequenceEnd; item = next()) {
      items.add(node(item, depth + 1));
    }
    return new YamlSequence(line(start), column(start), items);
  }

  private YamlMapping mapping(Event start, int depth) throws FormatException {
    YamlMapping mapping = new YamlMapping(line(start), column(start));
    for (Event key = next(); key.getEventId() != Event.ID.MappingEnd; key = next()) {
      refuseAnchorsAndTags(key);
      if (!(key instanceof ScalarEvent scalar)) {
        throw error(key, "a key must be a plain word, not a list or a mapping");
      }
      YamlNode value = node(next(), depth + 1);
      YamlEntry entry = new YamlEntry(line(key), column(key), scalar.getValue(), value);
      Optional<YamlEntry> earlier = mapping.add(entry);
      if (earlier.isPresent()) {
        String first = earlier.get().line() + ":" + earlier.get().column();
        throw error(
            key, "the key \"" + entry.key() + "\" is given twice, the first time at " + first);
      }
    }
    return mapping;
  }

  private void refuseAnchorsAndTags(Event event) throws FormatException {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw error(
          event, "anchors and aliases (&name, *name) are not accepted; write the value out");
    }
    if (hasTag(event)) {
      throw error(event, "tags (!name) are not accepted");
    }
  }

  private static boolean hasTag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag().isPresent();
    }
    if (event instanceof SequenceStartEvent sequence) {
      return sequence.getTag().isPresent();
    }
    return event instanceof MappingStartEvent mapping && mapping.getTag().isPresent();
  }

  /** The parser lets some mistakes in escapes out as exceptions without a place. */
  private Event next() throws FormatException {
    try {
      Event event = events.next();
      reached = event.getEndMark();
      return event;
    } catch (YamlEngineException e) {
      throw YamlProblems.explain(file, e);
    } catch (RuntimeException e) {
      throw FormatException.at(
          file, line(reached), column(reached), "what follows is not YAML (a broken escape?)");
    }
  }

  private FormatException error(Event event, String problem) {
    return FormatException.at(file, line(event), column(event), problem);
  }

  private static int line(Event event) {
    return line(event.getStartMark());
  }

  private static int column(Event event) {
    return column(event.getStartMark());
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Optional<Mark> mark) {
    return mark.map(Mark::getColumn).orElse(0) + 1;
  }
}
