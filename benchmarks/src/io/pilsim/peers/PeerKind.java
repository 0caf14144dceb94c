package io.pilsim.peers;

import io.pilsim.engine.HeapSimulator;
import io.pilsim.engine.WheelSimulator;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Function;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.DoublyLinked;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** The engines that are measured: ours, and those that people would use instead. */
enum PeerKind {
  WHEEL(workload -> new PilsimPeer(new WheelSimulator(), workload)),
  HEAP(workload -> new PilsimPeer(new HeapSimulator(), workload)),
  NAIVE(NaivePeer::new),
  SSJ_HENRIKSEN(workload -> new SsjPeer(new Henriksen(), workload)),
  SSJ_SPLAY_TREE(workload -> new SsjPeer(new SplayTree(), workload)),
  SSJ_RED_BLACK_TREE(workload -> new SsjPeer(new RedblackTree(), workload)),
  SSJ_BINARY_TREE(workload -> new SsjPeer(new BinaryTree(), workload)),
  SSJ_DOUBLY_LINKED(workload -> new SsjPeer(new DoublyLinked(), workload)),
  DSOL(DsolPeer::new),
  JSL(PeerKind::jsl);

  private final Function<Peer.Workload, Peer> make;

  PeerKind(Function<Peer.Workload, Peer> make) {
    this.make = make;
  }

  Peer create(Peer.Workload workload) {
    return make.apply(workload);
  }

  /** Of the profile {@code jsl}, whose sources are compiled only there. */
  private static Peer jsl(Peer.Workload workload) {
    try {
      return (Peer)
          Class.forName("io.pilsim.peers.JslPeer")
              .getDeclaredConstructor(Peer.Workload.class)
              .newInstance(workload);
    } catch (ClassNotFoundException e) {
      throw new NotBuiltException("JSL is measured with -Pbench,jsl", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An engine that this build is without. */
  static final class NotBuiltException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NotBuiltException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
