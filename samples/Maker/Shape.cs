namespace VideoDyn.SampleMaker;

/// <summary>One object of the sample scene: what it is, when it is there, and where it goes in a straight line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Width in pixels; a cart is half as high.</param>
/// <param name="Enter">First frame.</param>
/// <param name="Leave">Frame after the last.</param>
/// <param name="From">Centre in the first frame, in pixels.</param>
/// <param name="To">Centre in the last frame, in pixels.</param>
public sealed record Shape(ShapeKind Kind, double Size, int Enter, int Leave, (double X, double Y) From, (double X, double Y) To)
{
    /// <summary>Height in pixels.</summary>
    public double Height => Kind == ShapeKind.Cart ? Size / 2 : Size;

    /// <summary>The centre in a frame, or null while the object is not there.</summary>
    public (double X, double Y)? At(int frame)
    {
        if (frame < Enter || frame >= Leave)
            return null;
        double way = (double)(frame - Enter) / (Leave - Enter - 1);
        return (From.X + ((To.X - From.X) * way), From.Y + ((To.Y - From.Y) * way));
    }

    /// <summary>The share of the unit square around a point that the object covers, sampled on a 4 x 4 grid.</summary>
    public double Coverage(double x, double y, (double X, double Y) centre)
    {
        const int grid = 4;
        int inside = 0;
        for (int index = 0; index < grid * grid; index++)
        {
            double dx = x + (((index % grid) + 0.5) / grid) - 0.5 - centre.X;
            double dy = y + (((index / grid) + 0.5) / grid) - 0.5 - centre.Y;
            bool covered = Kind == ShapeKind.Ball
                ? (dx * dx) + (dy * dy) <= Size * Size / 4
                : Math.Abs(dx) <= Size / 2 && Math.Abs(dy) <= Height / 2;
            inside += covered ? 1 : 0;
        }

        return (double)inside / (grid * grid);
    }
}
