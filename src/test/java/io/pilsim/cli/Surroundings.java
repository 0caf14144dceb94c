package io.pilsim.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way to run the program, in which much differs at a time.
 *
 * @param name what differs
 * @param java the JDK
 * @param options of Java
 * @param arguments of the program
 * @param shell what a shell does before
 */
record Surroundings(
    String name, Path java, List<String> options, List<String> arguments, String shell) {
  private static final List<Integer> LONG_TERM = List.of(25, 21, 17);

  /** The plainest first. */
  static List<Surroundings> all() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    Optional<Path> other = otherJdk();
    String jdk = other.map(each -> "Java " + version(each)).orElse("the same Java");
    String elsewhere = "cd /; umask 077; ";
    return List.of(
        new Surroundings(
            "Java " + Runtime.version().feature() + ", 1 thread, heap, C, UTC, UTF-8",
            own,
            options("en", "US", "UTC", "UTF-8"),
            List.of("--threads", "1", "--engine", "heap"),
            "umask 022; "),
        new Surroundings(
            jdk + ", wheel, Turkish, Apia, ISO-8859-9, umask 077, from /",
            other.orElse(own),
            options("tr", "TR", "Pacific/Apia", "ISO-8859-9"),
            List.of("--threads", "1", "--engine", "wheel"),
            elsewhere),
        new Surroundings(
            "4 threads, Arabic digits, Kathmandu, UTF-16, umask 027",
            own,
            Stream.concat(
                    options("ar", "EG", "Asia/Kathmandu", "UTF-16").stream(),
                    Stream.of("-Duser.extensions=nu-arab"))
                .toList(),
            List.of("--threads", "4", "--engine", "heap"),
            "umask 027; "),
        new Surroundings(
            jdk + ", 3 threads, wheel, German, New York, Cp1252, from /",
            other.orElse(own),
            options("de", "DE", "America/New_York", "windows-1252"),
            List.of("--threads", "3", "--engine", "wheel"),
            elsewhere));
  }

  private static List<String> options(String language, String country, String zone, String set) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Duser.language=" + language,
        "-Duser.country=" + country,
        "-Duser.timezone=" + zone,
        "-Dfile.encoding=" + set);
  }

  /** Of those beside this one: the newest with long-term support, or else the oldest. */
  private static Optional<Path> otherJdk() throws IOException {
    Path beside = Path.of("/usr/lib/jvm");
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(beside)) {
      try (Stream<Path> folders = Files.list(beside)) {
        folders.filter(each -> LONG_TERM.contains(version(each))).forEach(found::add);
      }
    }
    found.removeIf(each -> version(each) == Runtime.version().feature());
    Optional<Path> newest = found.stream().max(Comparator.comparingInt(Surroundings::version));
    if (newest.isEmpty()) {
      System.out.println("repeatability: only one JDK here, so no two are compared");
    }
    return newest;
  }

  /** 0 for what is none. */
  private static int version(Path jdk) {
    try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
      return Files.isExecutable(jdk.resolve("bin/java"))
          ? lines
              .filter(line -> line.startsWith("JAVA_VERSION="))
              .map(line -> line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""))
              .mapToInt(Integer::parseInt)
              .findFirst()
              .orElse(0)
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  Program.Ended run(Path said, List<String> args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(args);
    all.addAll(arguments);
    return new Program(said)
        .startedBy("sh", "-c", shell + "exec \"$@\"", "sh")
        .java(java)
        .options(options.toArray(String[]::new))
        .options("-Dpilsim.home=" + Path.of("").toAbsolutePath())
        .classPath(absolute(System.getProperty("java.class.path")))
        .run(all.toArray(String[]::new));
  }

  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
