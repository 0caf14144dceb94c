package io.pilsim.platform;

import io.pilsim.platform.scenario.Host;
import io.pilsim.platform.scenario.Word;
import java.util.Optional;

/** The software paths that can be described by name. */
public enum RoutineName implements Word {
  BOOT("boot", Part.DRIVER, "a remote processor from off to up"),
  SHUTDOWN("shutdown", Part.DRIVER, "and off again"),
  RECOVERY("recovery", Part.DRIVER, "after a crash: stopped, and started again"),
  CRASH("crash", Part.DRIVER, "the interrupt that says that it has crashed"),
  HANDOVER("handover", Part.DRIVER, "it keeps its own votes from now on"),
  SCM_CALL("scm_call", Part.LINUX, "one call to the secure firmware"),
  TZMEM_ALLOC("tzmem_alloc", Part.LINUX, "a buffer that TrustZone may see"),
  IOMMU_MAP("iommu_map", Part.IOMMU, "a range mapped for a device"),
  IOMMU_UNMAP("iommu_unmap", Part.IOMMU, "and unmapped, invalidation included"),
  INIT_IMAGE("init_image", Part.TRUSTZONE, "metadata received and its signature checked"),
  MEM_SETUP("mem_setup", Part.TRUSTZONE, "where the image is going to be"),
  AUTH_AND_RESET("auth_and_reset", Part.TRUSTZONE, "segments hashed, the processor let go"),
  PAS_SHUTDOWN("pas_shutdown", Part.TRUSTZONE, "the processor held in reset"),
  GET_RSCTABLE("get_rsctable", Part.TRUSTZONE, "the resource table of a processor"),
  BRIDGE_CREATE("bridge_create", Part.TRUSTZONE, "memory that TrustZone may see"),
  BRIDGE_DELETE("bridge_delete", Part.TRUSTZONE, "and may see no longer"),
  QHEE_INIT_IMAGE("qhee_init_image", Part.QHEE, "a bridge around init_image"),
  QHEE_AUTH_AND_RESET("qhee_auth_and_reset", Part.QHEE, "stage 2 and SMMU set before the reset"),
  QHEE_SHUTDOWN("qhee_shutdown", Part.QHEE, "SMMU and stage 2 put back after it"),
  QHEE_FORWARD("qhee_forward", Part.QHEE, "any other firmware call");

  /** Whose software it is. */
  public enum Part {
    DRIVER("Linux: the driver of a remote processor (differs by --host and --driver)"),
    LINUX("Linux: firmware calls"),
    IOMMU("Linux: the IOMMU (host kvm)", Host.KVM),
    TRUSTZONE("TrustZone: answers to an SMC"),
    QHEE("QHEE: answers to a trapped SMC (host qhee)", Host.QHEE);

    private final String title;
    private final Optional<Host> host;

    Part(String title) {
      this.title = title;
      this.host = Optional.empty();
    }

    Part(String title, Host host) {
      this.title = title;
      this.host = Optional.of(host);
    }

    public String title() {
      return title;
    }
  }

  private final String word;
  private final Part part;
  private final String summary;

  RoutineName(String word, Part part, String summary) {
    this.word = word;
    this.part = part;
    this.summary = summary;
  }

  @Override
  public String word() {
    return word;
  }

  public Part part() {
    return part;
  }

  public String summary() {
    return summary;
  }

  /** The only host that has it, if it is only one. */
  public Optional<Host> host() {
    return part.host;
  }
}
