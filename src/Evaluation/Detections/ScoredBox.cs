using System.Runtime.CompilerServices;

namespace VideoDyn.Evaluation.Detections;

/// <summary>One judged detection: per size range, a bit per overlap threshold.</summary>
internal struct ScoredBox
{
    public float Score;
    public Bits Matched;
    public Bits Ignored;

    public readonly bool IsMatched(int area, int threshold) => (Matched[area] >> threshold & 1) != 0;

    public readonly bool IsIgnored(int area, int threshold) => (Ignored[area] >> threshold & 1) != 0;

    [InlineArray(4)]
    public struct Bits
    {
        private ushort _first;
    }
}
