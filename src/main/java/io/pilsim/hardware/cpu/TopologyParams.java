package io.pilsim.hardware.cpu;

/**
 * Which cores are near each other, and how long a cache line takes from one to another.
 *
 * @param coresPerCluster that share the next level of cache
 * @param coresPerNode that share a memory controller; a multiple of a cluster
 * @param samePs an atomic access to a line that the core has already
 * @param clusterPs to a line of another core of the cluster
 * @param nodePs to a line of another cluster of the node
 * @param remotePs to a line of another node
 */
public record TopologyParams(
    int coresPerCluster,
    int coresPerNode,
    long samePs,
    long clusterPs,
    long nodePs,
    long remotePs) {
  public TopologyParams {
    if (coresPerCluster < 1 || coresPerNode < coresPerCluster) {
      throw new IllegalArgumentException("a node holds a cluster at least, and that a core");
    }
  }

  /** How long a line takes from where it is to a core. */
  public long transferPs(int from, int to) {
    if (from == to) {
      return samePs;
    }
    if (from / coresPerCluster == to / coresPerCluster) {
      return clusterPs;
    }
    return isSameNode(from, to) ? nodePs : remotePs;
  }

  public boolean isSameNode(int one, int other) {
    return one / coresPerNode == other / coresPerNode;
  }
}
