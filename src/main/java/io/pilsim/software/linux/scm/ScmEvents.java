package io.pilsim.software.linux.scm;

import io.pilsim.software.linux.KernelTrace;

/**
 * The trace events of firmware calls: a request for each SMC, repeated ones included, and one line
 * when the call is over.
 *
 * <p>Source: drivers/firmware/qcom/qcom_scm_trace.h.
 */
final class ScmEvents {
  private static final int SERVICE_SHIFT = 8;
  private static final int BYTE = 0xff;

  private final KernelTrace trace;

  ScmEvents(KernelTrace trace) {
    this.trace = trace;
  }

  /**
   * @param id the one in x0: of the function, or that the call goes on
   */
  void request(ScmCall call, long id) {
    if (trace.isOn()) {
      long function = call.function().id();
      trace.event(
          "scm_smc_request",
          "smc_id:0x%08x svc_id:0x%02x cmd_id:0x%02x args_cnt:%d args:{%s}",
          id,
          function >> SERVICE_SHIFT & BYTE,
          function & BYTE,
          call.function().arguments(),
          arguments(call));
    }
  }

  void done(ScmCall call, int errno) {
    if (trace.isOn()) {
      trace.event(
          "scm_smc_done",
          "smc_id:0x%08x, ret:%d res_to_callee:0x%x res0:0x%x res1:0x%x res2:0x%x",
          call.function().id(),
          errno,
          call.status(),
          call.result(0),
          call.result(1),
          call.result(2));
    }
  }

  void resume(long context) {
    if (trace.isOn()) {
      trace.event("scm_waitq_resume", "smc_call_ctx:%d", context);
    }
  }

  private static String arguments(ScmCall call) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < call.function().arguments(); i++) {
      text.append(i == 0 ? "" : ",").append("0x").append(Long.toHexString(call.argument(i)));
    }
    return text.toString();
  }
}
