package io.pilsim.experiment.replay;

import io.pilsim.formats.ftrace.CapturedTrace;
import io.pilsim.formats.json.JsonWriter;
import java.io.StringWriter;

/** A replay as JSON: {@code pilsim-replay/1}. */
public final class ReplayJson {
  private static final double PS_PER_NS = 1e3;

  private ReplayJson() {}

  public static String write(ReplayResult result) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject().member("format", "pilsim-replay/1");
      json.member("trace", result.trace().file()).member("platform", result.platform());
      trace(json, result);
      json.name("calls").beginArray();
      for (FirmwareCall call : result.capture().calls()) {
        json.inRow().beginObject().member("service", call.service());
        json.member("command", call.command()).member("from", call.fromNs());
        json.member("took", call.tookNs()).member("entries", call.entries());
        json.member("result", call.result()).endObject();
      }
      json.endArray().name("strategies").beginArray();
      result.cases().forEach(each -> write(json, each));
      json.endArray().name("boots").beginArray();
      result.hosts().forEach(each -> write(json, each));
      json.endArray().name("unreadable").beginArray();
      for (CapturedTrace.Unreadable each : result.trace().unreadable()) {
        json.inRow().beginObject().member("line", each.line()).member("why", each.why());
        json.endObject();
      }
      json.endArray().name("assumed").beginArray();
      result.assumed().forEach(json::value);
      json.endArray().endObject();
    }
    return out.toString();
  }

  private static void trace(JsonWriter json, ReplayResult result) {
    CapturedTrace trace = result.trace();
    Gaps gaps = result.capture().gaps();
    json.member("lines", trace.linesRead())
        .member("events", trace.lines().size())
        .member("other_events", trace.others())
        .member("out_of_order", trace.outOfOrder())
        .member("lost", trace.lost())
        .member("overwritten", trace.overwritten())
        .member("unreadable_lines", trace.unreadableLines())
        .member("calls_without_end", gaps.callsWithoutEnd())
        .member("ends_without_call", gaps.endsWithoutCall())
        .member("unknown_unmaps", gaps.unknownUnmaps())
        .member("implied_unmaps", gaps.impliedUnmaps())
        .member("empty_unmaps", gaps.emptyUnmaps())
        .member("out_of_reach", gaps.outOfReach());
  }

  private static void write(JsonWriter json, ReplayCase each) {
    json.beginObject()
        .member("strategy", each.strategy().word())
        .member("maps", each.maps())
        .member("map_calls", each.mapCalls())
        .member("leaf_ptes", each.leaves())
        .member("tables", each.tables())
        .member("map_time", each.mapPs() / PS_PER_NS)
        .member("unmaps", each.unmaps())
        .member("unmap_calls", each.unmapCalls())
        .member("unmap_leaf_ptes", each.unmapLeaves())
        .member("tlbi", each.invalidations())
        .member("tlb_syncs", each.syncs())
        .member("unmap_time", each.unmapPs() / PS_PER_NS)
        .member("total_time", each.endPs() / PS_PER_NS)
        .member("failed", each.failed())
        .endObject();
  }

  private static void write(JsonWriter json, HostCase each) {
    json.inRow().beginObject().member("processor", each.processor()).member("host", each.host());
    json.member("driver", each.driver()).member("recorded", each.measuredNs()).name("simulated");
    each.simulatedNs().ifPresentOrElse(json::value, json::nothing);
    json.endObject();
  }
}
