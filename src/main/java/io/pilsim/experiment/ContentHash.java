package io.pilsim.experiment;

import io.pilsim.platform.model.InputFile;
import io.pilsim.platform.scenario.PlannedVariant;
import io.pilsim.platform.scenario.ScenarioPlan;
import io.pilsim.platform.scenario.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names what a result follows from, so that two results can be told to be comparable. */
public final class ContentHash {
  private ContentHash() {}

  public static ResultRecord.Hashes of(ScenarioPlan plan) {
    return new ResultRecord.Hashes(scenario(plan), model(plan), inputs(plan), program());
  }

  /** Workload, variants, seed and budget; neither input files nor what the platform is. */
  private static String scenario(ScenarioPlan plan) {
    List<String> lines = new ArrayList<>();
    for (PlannedVariant variant : plan.variants()) {
      lines.add("variant " + variant.name());
      ofScenario(variant).forEach(setting -> lines.add(setting.path() + " " + setting.values()));
    }
    plan.budgets().forEach(budget -> lines.add("gate " + budget.line()));
    return sha256(lines);
  }

  /** What belongs to the scenario of a variant's settings. */
  public static List<Setting> ofScenario(PlannedVariant variant) {
    return variant.settings().stream()
        .filter(each -> !each.isFile())
        .filter(each -> !(each.isOption() && isPlatformLeaf(each, variant)))
        .toList();
  }

  /** The platform; with the leaves that options changed, without those that variants change. */
  private static String model(ScenarioPlan plan) {
    SortedMap<String, List<String>> platforms = new TreeMap<>();
    for (PlannedVariant variant : plan.variants()) {
      platforms.put(variant.model().platform(), variant.platform().canonical());
    }
    List<String> lines = new ArrayList<>();
    platforms.values().forEach(lines::addAll);
    return sha256(lines);
  }

  private static boolean isPlatformLeaf(Setting setting, PlannedVariant variant) {
    return setting.path().startsWith(variant.model().platform() + ".");
  }

  private static String inputs(ScenarioPlan plan) {
    Map<Path, String> hashes = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < plan.variants().size(); i++) {
      for (Setting setting : plan.variants().get(i).settings()) {
        for (Path file : setting.files()) {
          String hash = hashes.computeIfAbsent(file, path -> sha256(InputFile.read(path)));
          lines.add(i + " " + setting.path() + " " + hash);
        }
      }
    }
    return sha256(lines);
  }

  /** Of the sources, put there by the build. */
  public static String program() {
    try (InputStream in = ContentHash.class.getResourceAsStream("/io/pilsim/source.sha256")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String sha256(List<String> lines) {
    return sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
