package io.pilsim.software.linux.iova;

import io.pilsim.software.routine.Cost;

/**
 * The IOVA allocator.
 *
 * @param cacheAccess a range taken from or put into the CPU's magazine
 * @param depotAccess a magazine exchanged with the depot, under its lock
 * @param treeNode one range passed by a search, or one level of the tree
 * @param treeAccess a range allocated or freed in the tree, the search apart
 * @param trimDelay between two magazines given back from a depot that has too many
 */
public record IovaParams(
    Cost cacheAccess, Cost depotAccess, Cost treeNode, Cost treeAccess, Cost trimDelay) {}
