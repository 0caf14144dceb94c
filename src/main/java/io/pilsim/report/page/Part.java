package io.pilsim.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What one result says.
 *
 * @param id unique within a report
 * @param kind what was done: a run, a sweep
 * @param question that was asked
 * @param answers in words, the most important first
 * @param facts what it follows from, such as platform and seed: names and values
 */
public record Part(
    String id,
    String kind,
    String title,
    String question,
    List<Prose> answers,
    List<Fact> facts,
    List<Section> sections) {
  public Part {
    answers = List.copyOf(answers);
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /** With its own id before those of its charts. */
  Part apart() {
    List<Section> named = new ArrayList<>();
    for (Section section : sections) {
      List<Block> blocks = new ArrayList<>();
      for (Block block : section.blocks()) {
        blocks.add(block instanceof Chart chart ? chart.named(id + "-" + chart.id()) : block);
      }
      named.add(new Section(section.id(), section.title(), blocks));
    }
    return new Part(id, kind, title, question, answers, facts, named);
  }

  /** A name and its value. */
  public record Fact(String name, String value) {}
}
