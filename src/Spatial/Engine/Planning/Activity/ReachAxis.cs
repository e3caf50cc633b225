namespace VideoDyn.Spatial.Engine.Planning.Activity;

/// <summary>
/// On which input pixels each row, or each column, of a map depends, as one interval per position. Both ends never
/// decrease from one position to the next.
/// </summary>
internal sealed class ReachAxis : IEquatable<ReachAxis>
{
    private readonly int[] _from;
    private readonly int[] _to;

    private ReachAxis(int[] from, int[] to) => (_from, _to) = (from, to);

    /// <summary>Positions of the map.</summary>
    public int Length => _from.Length;

    /// <summary>First input pixel that a position depends on.</summary>
    public int From(int position) => _from[position];

    /// <summary>One past the last input pixel that a position depends on.</summary>
    public int To(int position) => _to[position];

    /// <summary>The picture itself, some pixels side by side in each position.</summary>
    public static ReachAxis OfPicture(int length, int factor) => Make(length, position => (position * factor, (position + 1) * factor));

    /// <summary>Every position depends on all of the input's.</summary>
    public ReachAxis Everything(int length) => Make(length, _ => (_from[0], _to[^1]));

    /// <summary>Behind a window that slides over this map.</summary>
    public ReachAxis Window(int length, int kernel, int stride, int dilation, int pad) =>
        Make(length, position => Span((position * stride) - pad, (position * stride) - pad + ((kernel - 1) * dilation)));

    /// <summary>Behind a transposed convolution of this map.</summary>
    public ReachAxis Transposed(int length, int kernel, int stride, int dilation, int pad) => Make(length, position => Span(
        (int)Math.Ceiling((position + pad - ((kernel - 1) * dilation)) / (double)stride), (int)Math.Floor((position + pad) / (double)stride)));

    /// <summary>Behind a resampling that mixes two positions of this map into each of its own.</summary>
    /// <param name="positions">Two positions for each of the new ones.</param>
    public ReachAxis Mixed(int[] positions) => Make(positions.Length / 2, position =>
    {
        int one = positions[2 * position], two = positions[(2 * position) + 1];
        return Span(Math.Min(one, two), Math.Max(one, two));
    });

    /// <summary>What depends on this and on another map of the same size.</summary>
    public ReachAxis With(ReachAxis other) =>
        Make(Length, position => (Math.Min(_from[position], other._from[position]), Math.Max(_to[position], other._to[position])));

    /// <inheritdoc/>
    public bool Equals(ReachAxis? other) => other is not null && _from.AsSpan().SequenceEqual(other._from) && _to.AsSpan().SequenceEqual(other._to);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReachAxis);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Length, _from[0], _to[0], _to[^1]);

    private static ReachAxis Make(int length, Func<int, (int From, int To)> interval)
    {
        var axis = new ReachAxis(new int[length], new int[length]);
        for (int position = 0; position < length; position++)
        {
            (int from, int to) = interval(position);
            // Positions that read nothing but padding depend on nothing; a border keeps the ends in order all the same.
            axis._from[position] = position == 0 ? from : Math.Max(from, axis._from[position - 1]);
            axis._to[position] = position == 0 ? to : Math.Max(to, axis._to[position - 1]);
        }

        return axis;
    }

    // Taps outside of this map read padding.
    private (int From, int To) Span(int first, int last) => (_from[Math.Clamp(first, 0, Length - 1)], _to[Math.Clamp(last, 0, Length - 1)]);
}
