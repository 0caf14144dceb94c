package io.pilsim.formats.ftrace;

import io.pilsim.formats.ftrace.TextCursor.Unexpected;
import java.util.ArrayList;
import java.util.List;

/** What an event says of itself, in the format that the kernel prints it in. */
final class EventParser {
  private static final int MOST_ARGUMENTS = 16;

  private EventParser() {}

  /** An event of any name; only those that matter are looked into. */
  static TraceEvent parse(String name, TextCursor at) throws Unexpected {
    return switch (name) {
      case "map" -> map(at);
      case "unmap" -> unmap(at);
      case "attach_device_to_domain" -> attach(at);
      case "io_page_fault" -> fault(at);
      case "scm_smc_request" -> request(at);
      case "scm_smc_done" -> done(at);
      case "scm_waitq_sleep" -> sleep(at);
      case "scm_waitq_resume" -> resume(at);
      case "console", "printk" -> new TraceEvent.Message(at.rest());
      default -> new TraceEvent.Other(name);
    };
  }

  private static TraceEvent map(TextCursor at) throws Unexpected {
    long iova = at.expect("IOMMU: iova=").hexadecimal();
    long end = at.expect(" - ").hexadecimal();
    long physical = at.expect(" paddr=").hexadecimal();
    long bytes = at.expect(" size=").decimal();
    at.end();
    checkRange(iova, end, bytes);
    return new TraceEvent.Map(iova, physical, bytes);
  }

  private static TraceEvent unmap(TextCursor at) throws Unexpected {
    long iova = at.expect("IOMMU: iova=").hexadecimal();
    long end = at.expect(" - ").hexadecimal();
    long bytes = at.expect(" size=").decimal();
    long unmapped = at.expect(" unmapped_size=").decimal();
    at.end();
    checkRange(iova, end, bytes);
    return new TraceEvent.Unmap(iova, bytes, unmapped);
  }

  private static void checkRange(long iova, long end, long bytes) throws Unexpected {
    if (iova + bytes != end || Long.compareUnsigned(end, iova) < 0) {
      throw new Unexpected("the size is not that of the range");
    }
  }

  private static TraceEvent attach(TextCursor at) throws Unexpected {
    String device = at.expect("IOMMU: device=").word();
    at.end();
    return new TraceEvent.Attach(device);
  }

  private static TraceEvent fault(TextCursor at) throws Unexpected {
    String driver = at.expect("IOMMU:").word();
    at.spaces();
    String device = at.isAt("iova=") ? "" : at.word();
    at.spaces();
    long iova = at.expect("iova=").hexadecimal();
    int flags = (int) at.expect(" flags=").hexadecimal();
    at.end();
    return new TraceEvent.PageFault(driver, device, iova, flags);
  }

  private static TraceEvent request(TextCursor at) throws Unexpected {
    long id = at.expect("smc_id:").hexadecimal();
    int service = (int) at.expect(" svc_id:").hexadecimal();
    int command = (int) at.expect(" cmd_id:").hexadecimal();
    long count = at.expect(" args_cnt:").decimal();
    at.expect(" args:{");
    List<Long> arguments = new ArrayList<>();
    while (!at.isAt("}")) {
      if (!arguments.isEmpty()) {
        at.expect(",");
      }
      arguments.add(at.hexadecimal());
      if (arguments.size() > MOST_ARGUMENTS) {
        throw at.unexpected("at most " + MOST_ARGUMENTS + " arguments");
      }
    }
    at.expect("}").end();
    if (arguments.size() > count) {
      throw new Unexpected("more arguments than args_cnt says");
    }
    return new TraceEvent.SmcRequest(id, service, command, arguments);
  }

  private static TraceEvent done(TextCursor at) throws Unexpected {
    long id = at.expect("smc_id:").hexadecimal();
    int result = at.expect(", ret:").number();
    long status = at.expect(" res_to_callee:").hexadecimal();
    long first = at.expect(" res0:").hexadecimal();
    long second = at.expect(" res1:").hexadecimal();
    long third = at.expect(" res2:").hexadecimal();
    at.end();
    return new TraceEvent.SmcDone(id, result, status, List.of(first, second, third));
  }

  private static TraceEvent sleep(TextCursor at) throws Unexpected {
    long queue = at.expect("wq_ctx:").decimal();
    long context = at.expect(", smc_call_ctx:").decimal();
    at.end();
    return new TraceEvent.WaitSleep(queue, context);
  }

  private static TraceEvent resume(TextCursor at) throws Unexpected {
    long context = at.expect("smc_call_ctx:").decimal();
    at.end();
    return new TraceEvent.WaitResume(context);
  }
}
