package io.pilsim.report;

import java.nio.file.Path;
import java.util.Locale;

/** A commented scenario to start from. */
public final class StarterScenario {
  private StarterScenario() {}

  /**
   * @param file where it will lie
   * @param schema for editors; named relative to the file
   */
  public static String text(String name, Path file, Path schema) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    String relative = folder.relativize(schema.toAbsolutePath().normalize()).toString();
    return String.format(
        Locale.ROOT,
        """
        # yaml-language-server: $schema=%s
        # What it costs to boot a remote processor, on three hosts side by side.
        # Every leaf can be changed on the command line: pilsim run %s.yaml --set host=qhee
        scenario: %s
        platform: sa8775p              # a folder of model/; "pilsim model" lists them

        # inputs:                      # without them, the model's own map and a made image
        #   device_tree: board.dtb     # carveouts, stream ids and SMMUs of a real board
        #   firmware: {adsp: adsp.mbn} # an image of your own

        host: kvm                      # qhee: Linux at EL1; kvm: Linux at EL2
        driver: v10                    # v1, v10 or v10+fixes, on host kvm

        workload:
          flow: boot
          remoteprocs: [adsp]          # several boot at once

        variants:                      # each overrides leaves of the above, or of the platform
          qhee:    {host: qhee}
          kvm-v10: {host: kvm, driver: v10}
          # faster-tz: {sa8775p.tz.auth.hash_bandwidth: 1 GB/s}

        run: {replications: 1, seed: 1}

        expect:                        # the exit status is 1 when one does not hold
          - boot.adsp.total_time < 250 ms
        """,
        relative,
        name,
        name);
  }
}
