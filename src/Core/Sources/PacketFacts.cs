namespace VideoDyn.Core.Sources;

/// <summary>What is known about a coded picture without decoding it.</summary>
public readonly record struct PacketFacts
{
    /// <summary>Bytes.</summary>
    public required int Size { get; init; }

    /// <summary>Whether decoding can begin here and no later picture refers to an earlier one.</summary>
    public bool StartsAnew { get; init; }

    /// <summary>Whether no other picture refers to this one, so that it can be left out alone.</summary>
    public bool IsDisposable { get; init; }

    /// <summary>Whether it holds a picture; else only headers.</summary>
    public bool HasPicture { get; init; }

    /// <summary>Whether it changes how pictures are coded (size, format), so that it must be decoded.</summary>
    public bool ChangesCoding { get; init; }

    /// <summary>Which of the three kinds it is whose sizes are comparable.</summary>
    public PacketKind Kind => StartsAnew ? PacketKind.Key : IsDisposable ? PacketKind.Disposable : PacketKind.Other;
}
