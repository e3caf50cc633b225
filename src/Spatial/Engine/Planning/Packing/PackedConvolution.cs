namespace VideoDyn.Spatial.Engine.Planning.Packing;

/// <summary>A part of a convolution that reads one list with one set of taps: all of it, one group, or one phase.</summary>
internal sealed record PackedPart
{
    /// <summary>List of input pixels; -1 for the rows of an inner depthwise convolution.</summary>
    public required int InputList { get; init; }

    /// <summary>List of output pixels.</summary>
    public required int OutputList { get; init; }

    /// <summary>Constant with all runs.</summary>
    public required int Runs { get; init; }

    /// <summary>The pieces of the reduction, one after the other.</summary>
    public required PackedPiece[] Pieces { get; init; }

    /// <summary>Singles of the reduction.</summary>
    public required int Length { get; init; }

    /// <summary>Groups of output channels.</summary>
    public required PackedGroup[] Groups { get; init; }

    /// <summary>Multiply-accumulates per pixel and group, padding not counted.</summary>
    public required long[] Macs { get; init; }
}

/// <summary>A piece of a long reduction whose weights fit a near cache.</summary>
/// <param name="FirstRun">First run.</param>
/// <param name="RunCount">Number of runs.</param>
/// <param name="Start">Singles of the reduction before it.</param>
internal readonly record struct PackedPiece(int FirstRun, int RunCount, int Start);

/// <summary>A group of output channels that one tile computes.</summary>
/// <param name="Offset">Position of its first channel in the step's region.</param>
/// <param name="Width">Blocks of sixteen channels.</param>
/// <param name="Weights">Constant with its weights.</param>
/// <param name="Bias">Constant with its biases.</param>
/// <param name="Slopes">Constant with its slopes; -1 for none.</param>
/// <param name="IsHalf">Whether the second half of its last block is padding.</param>
internal readonly record struct PackedGroup(int Offset, int Width, int Weights, int Bias, int Slopes, bool IsHalf);
