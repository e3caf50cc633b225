namespace VideoDyn.Core.State;

/// <summary>A part of the analysis of a stream that keeps state from frame to frame.</summary>
public interface IStateful
{
    /// <summary>Its slots; always the same.</summary>
    IReadOnlyList<IStateSlot> Slots { get; }
}
