package io.pilsim.platform.scenario;

/** What a workload of maps and unmaps may have beside its strategy, by the name of its key. */
public enum MappingTrait implements Word {
  /** Runs of pages have the contiguous hint. */
  CONTIGUOUS("contiguous"),
  /** The page-table code is called for each page. */
  PAGE_AT_A_TIME("page_at_a_time"),
  /** A removed table is answered by one invalidation of the context. */
  WALK_BY_CONTEXT("walk_by_context"),
  /** A thread fills its buffer before it maps it. */
  FILL("fill"),
  /** Buffers are copied through bounce slots. */
  BOUNCE("bounce");

  private final String word;

  MappingTrait(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
