namespace VideoDyn.Synth.Rendering;

/// <summary>A half-open rectangle of samples or pixels.</summary>
internal readonly record struct Rect(int Left, int Top, int Right, int Bottom)
{
    public bool IsEmpty => Left >= Right || Top >= Bottom;

    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public Rect Within(in Rect other) =>
        new(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));
}
