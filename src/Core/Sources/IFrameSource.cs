using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;

namespace VideoDyn.Core.Sources;

/// <summary>
/// A stream of decoded pictures, pulled by one thread. Files, image sequences, pipes and (with reconnection behind the
/// same door) live cameras look alike from here.
/// </summary>
/// <remarks>
/// The source writes <c>received</c> and the outcomes it decides itself (undecodable packets, packets before the start
/// of the asked range) into the ledger it was given; whoever reads a frame books that frame's outcome.
/// </remarks>
public interface IFrameSource : IDisposable
{
    /// <summary>What is known about the stream. Size and rate may change while it runs; frames carry their own.</summary>
    SourceInfo Info { get; }

    /// <summary>The ledger this source books into.</summary>
    FrameLedger Ledger { get; }

    /// <summary>What went wrong without ending the run, e.g. a recording that is cut; null when nothing did.</summary>
    string? Warning { get; }

    /// <summary>
    /// Decodes only what a gate wants, from the first picture on; the other frames come without pixels
    /// (<see cref="FrameLease.HasPixels"/>). Called before the first read. A source that cannot tell what it may leave out
    /// decodes everything.
    /// </summary>
    /// <param name="gate">Says which pictures are wanted.</param>
    void Use(IDecodeGate gate)
    {
    }

    /// <summary>Blocks until the next picture is decoded or the stream ends.</summary>
    /// <param name="frame">The picture, with one reference that the caller owns; null at the end.</param>
    /// <param name="cancellationToken">Breaks off a blocked native call within a fraction of a second.</param>
    /// <returns>Whether there is a picture.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="Errors.VideoDynException">The stream cannot be read on (kind Input).</exception>
    FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken);
}
