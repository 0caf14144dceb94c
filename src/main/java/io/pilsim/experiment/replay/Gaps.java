package io.pilsim.experiment.replay;

/**
 * What a trace does not show, or shows and is left out, each counted.
 *
 * @param callsWithoutEnd firmware calls whose end is missing
 * @param endsWithoutCall ends of firmware calls whose begin is missing
 * @param unknownUnmaps unmaps of what the trace never mapped, or of a part of it
 * @param impliedUnmaps unmaps that must have been, for the range was mapped anew
 * @param emptyUnmaps unmaps that found nothing
 * @param outOfReach mappings beyond the platform's addresses, or not of whole pages
 */
public record Gaps(
    long callsWithoutEnd,
    long endsWithoutCall,
    long unknownUnmaps,
    long impliedUnmaps,
    long emptyUnmaps,
    long outOfReach) {}
