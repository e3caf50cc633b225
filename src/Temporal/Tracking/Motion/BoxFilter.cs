using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tracking.Motion;

/// <summary>Centre, width and height of a box with their velocities.</summary>
internal struct BoxFilter
{
    private const double SmallestSide = 0.1;

    /// <summary>Horizontal centre.</summary>
    public AxisFilter X;

    /// <summary>Vertical centre.</summary>
    public AxisFilter Y;

    /// <summary>Width.</summary>
    public AxisFilter Width;

    /// <summary>Height.</summary>
    public AxisFilter Height;

    /// <summary>Mean of the estimated width and height in pixels when last seen: the unit of all noise.</summary>
    public double Scale;

    /// <summary>Standard deviation of the centre in pixels, both axes together.</summary>
    public readonly double PositionUncertainty => Math.Sqrt(X.PositionVariance + Y.PositionVariance);

    /// <summary>The estimated box.</summary>
    public readonly BoundingBox Box => new(
        (float)(X.Position - (Width.Position / 2)), (float)(Y.Position - (Height.Position / 2)),
        (float)(X.Position + (Width.Position / 2)), (float)(Y.Position + (Height.Position / 2)));

    /// <summary>A filter that has seen one box.</summary>
    public static BoxFilter Start(in Measurement measurement, TrackerOptions options)
    {
        double scale = (measurement.Width + measurement.Height) / 2;
        double noise = Square(options.MeasurementNoise * scale);
        double speed = Square(options.NewObjectSpeed * scale);
        double sizeRate = Square(options.TypicalSizeRate * scale);
        return new()
        {
            Scale = scale,
            X = AxisFilter.Start(measurement.X, noise, speed),
            Y = AxisFilter.Start(measurement.Y, noise, speed),
            Width = AxisFilter.Start(measurement.Width, 4 * noise, sizeRate),
            Height = AxisFilter.Start(measurement.Height, 4 * noise, sizeRate),
        };
    }

    /// <summary>Lets time pass.</summary>
    public void Predict(in MotionStep position, in MotionStep size)
    {
        double scaleSquared = Scale * Scale;
        X.Predict(position, scaleSquared);
        Y.Predict(position, scaleSquared);
        Width.Predict(size, scaleSquared);
        Height.Predict(size, scaleSquared);
        KeepPositive(ref Width, SmallestSide * Scale);
        KeepPositive(ref Height, SmallestSide * Scale);
    }

    /// <summary>Takes in a measured box.</summary>
    public void Update(in Measurement measurement, double measurementNoise)
    {
        double noise = Square(measurementNoise * Scale);
        X.Update(measurement.X, noise);
        Y.Update(measurement.Y, noise);
        Width.Update(measurement.Width, 4 * noise);
        Height.Update(measurement.Height, 4 * noise);
        Scale = (Width.Position + Height.Position) / 2;
    }

    /// <summary>
    /// Lets the size stand. What is being hidden shrinks in the picture, and would go on to shrink to nothing while it is out
    /// of sight.
    /// </summary>
    public void KeepSize() => (Width.Velocity, Height.Velocity) = (0, 0);

    private static double Square(double value) => value * value;

    // A shrinking box must not turn inside out while nobody sees it.
    private static void KeepPositive(ref AxisFilter side, double least)
    {
        if (side.Position >= least)
            return;
        side.Position = least;
        side.Velocity = 0;
    }
}
