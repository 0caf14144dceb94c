package io.pilsim.experiment.spark;

import io.pilsim.experiment.sweep.TrialSite;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What a worker does with groups of requests: gives the replies, in their order. */
final class TrialWork extends AbstractFunction1<Iterator<String[]>, String[]>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<TrialWorker> worker;

  TrialWork(Broadcast<TrialWorker> worker) {
    this.worker = worker;
  }

  @Override
  public String[] apply(Iterator<String[]> groups) {
    TrialSite site = worker.value().site();
    List<String> replies = new ArrayList<>();
    while (groups.hasNext()) {
      for (String request : groups.next()) {
        replies.add(site.run(request));
      }
    }
    return replies.toArray(String[]::new);
  }
}
