package io.pilsim.software.secure;

import io.pilsim.software.routine.Cost;
import io.pilsim.software.routine.Throughput;
import java.util.OptionalLong;

/**
 * The secure monitor and the PAS service of TrustZone.
 *
 * @param entry from the SMC instruction to the service
 * @param exit from the service back to the caller
 * @param initImage the service's own work when it receives metadata, the signature apart
 * @param memSetup when it is told where an image goes
 * @param authenticate before and after the hashing of an image
 * @param resourceTable when it is asked for a resource table
 * @param shutdown when it stops a processor
 * @param bridgeCreate a bridge
 * @param bridgeDelete likewise
 * @param signature verifying one signature, the few KiB that it covers hashed
 * @param signatures how many there are, the chain of certificates included
 * @param hash at which images are hashed
 * @param refusesUnbridged whether buffers outside any bridge are refused
 * @param acceptsOpaque whether an image without recognisable digests is accepted unchecked
 * @param mostBridges that exist at a time
 * @param resetsOnOwned whether a bridge over memory that TrustZone has given away resets the
 *     machine, instead of being refused
 * @param turnPs how long a service runs before it yields; empty for as long as it takes
 */
public record SecureParams(
    Cost entry,
    Cost exit,
    Cost initImage,
    Cost memSetup,
    Cost authenticate,
    Cost resourceTable,
    Cost shutdown,
    Cost bridgeCreate,
    Cost bridgeDelete,
    Cost signature,
    int signatures,
    Throughput hash,
    boolean refusesUnbridged,
    boolean acceptsOpaque,
    int mostBridges,
    boolean resetsOnOwned,
    OptionalLong turnPs) {}
