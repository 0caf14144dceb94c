package io.pilsim;

import io.pilsim.experiment.Figure;
import io.pilsim.experiment.ResultCodec;
import io.pilsim.experiment.ResultRecord;
import io.pilsim.experiment.VariantResult;
import io.pilsim.formats.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study found.
 *
 * @param scenario its name
 * @param platform that it ran on
 * @param variants in the scenario's order
 * @param assumed full paths of the assumed values that it rests on
 * @param expectationsMet whether everything that the scenario expects holds
 * @param json as {@code result.json} holds it
 */
public record Result(
    String scenario,
    String platform,
    List<Variant> variants,
    List<String> assumed,
    boolean expectationsMet,
    String json) {

  /**
   * Of a {@code result.json}.
   *
   * @param file that holds it
   * @return what it says
   * @throws IOException unless the file can be read
   * @throws IllegalArgumentException that says where the file is wrong
   */
  public static Result read(Path file) throws IOException {
    try {
      return of(ResultCodec.read(file.toString(), Files.readAllBytes(file)));
    } catch (FormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * By name; there must be one.
   *
   * @param name as the scenario has it
   * @return that variant
   */
  public Variant variant(String name) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no variant " + name));
  }

  /**
   * One variant.
   *
   * @param name as the scenario has it
   * @param completed whether the modelled flow went through
   * @param metrics by path
   */
  public record Variant(String name, boolean completed, SortedMap<String, Measure> metrics) {

    /**
     * By path; there must be one.
     *
     * @param path such as {@code boot.all.total_time}
     * @return that metric
     */
    public Measure metric(String path) {
      return Optional.ofNullable(metrics.get(path))
          .orElseThrow(() -> new NoSuchElementException("no metric " + path + " in " + name));
    }
  }

  /**
   * One metric: times in nanoseconds, sizes in bytes, fractions of one.
   *
   * @param unit ns, bytes, or what else it is counted in
   * @param n replications of a value, samples of a distribution
   * @param mean of all of them
   * @param min the least
   * @param p50 the median
   * @param p90 nine in ten are no more
   * @param p99 99 in 100 are no more
   * @param max the most
   */
  public record Measure(
      String unit,
      long n,
      double mean,
      double min,
      double p50,
      double p90,
      double p99,
      double max) {}

  static Result of(ResultRecord record) {
    return new Result(
        record.scenario(),
        record.platform(),
        record.variants().stream().map(Result::variant).toList(),
        record.assumed(),
        record.allMet(),
        ResultCodec.write(record));
  }

  private static Variant variant(VariantResult variant) {
    SortedMap<String, Measure> measures = new TreeMap<>();
    variant.metrics().forEach((path, figure) -> measures.put(path, measure(figure)));
    return new Variant(
        variant.name(), variant.completed(), Collections.unmodifiableSortedMap(measures));
  }

  private static Measure measure(Figure f) {
    return new Measure(f.unit(), f.n(), f.mean(), f.min(), f.p50(), f.p90(), f.p99(), f.max());
  }
}
