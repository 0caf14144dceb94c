package io.pilsim.experiment.calibrate;

import io.pilsim.platform.model.ModelTree;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that was done on the board, one after the other, each on its own. */
record MeasuredStories(List<MeasuredStory> stories) implements MeasuredStory {
  MeasuredStories {
    stories = List.copyOf(stories);
  }

  @Override
  public ModelTree model() {
    return stories.get(0).model();
  }

  @Override
  public SortedSet<String> leavesRead() {
    SortedSet<String> leaves = new TreeSet<>();
    stories.forEach(story -> leaves.addAll(story.leavesRead()));
    return leaves;
  }

  @Override
  public SortedMap<String, Double> times(ModelTree model) {
    SortedMap<String, Double> times = new TreeMap<>();
    stories.forEach(story -> times.putAll(story.times(model)));
    return times;
  }
}
