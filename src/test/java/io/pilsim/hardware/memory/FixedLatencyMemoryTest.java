package io.pilsim.hardware.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pilsim.engine.Event;
import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.Phase;
import io.pilsim.engine.Simulator;
import io.pilsim.hardware.smmu.TableRead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FixedLatencyMemoryTest {
  private static final long LATENCY_PS = 50_000;

  private final Simulator sim = new HeapSimulator();
  private final PhysicalMemory content = new PhysicalMemory(1 << 20);
  private final FixedLatencyMemory memory = new FixedLatencyMemory(LATENCY_PS, content, sim);
  private final List<String> answers = new ArrayList<>();

  private final class Reader extends TableRead {
    @Override
    protected void fire(long nowPs) {
      answers.add(descriptor + "@" + nowPs);
    }
  }

  @Test
  void readsBringWhatIsThereWhenTheLatencyIsOver() {
    memory.readEntry(0x1000, new Reader());
    sim.runUntil(LATENCY_PS - 1);
    content.writeWord(0x1000, 7);
    sim.runUntil(LATENCY_PS);
    assertEquals(List.of("7@50000"), answers);
  }

  @Test
  void accessesDoNotDelayEachOther() {
    content.writeWord(0x1000, 7);
    memory.readEntry(0x1000, new Reader());
    memory.transfer(
        0x2000,
        4096,
        true,
        new Event(Phase.COMPLETE) {
          @Override
          protected void fire(long nowPs) {
            answers.add("written@" + nowPs);
          }
        });
    sim.runUntil(20_000);
    memory.readEntry(0x1000, new Reader());
    sim.runUntil(100_000);
    memory.readEntry(0x1008, new Reader());
    sim.runUntil(1_000_000);
    assertEquals(List.of("7@50000", "written@50000", "7@70000", "0@150000"), answers);
  }
}
