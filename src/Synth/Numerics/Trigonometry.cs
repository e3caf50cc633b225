namespace VideoDyn.Synth.Numerics;

/// <summary>
/// Elementary functions from additions and multiplications only. The C library chooses its own by processor, and the
/// last bit differs; these give the same on every machine, to about 1e-9, which is finer than a float.
/// </summary>
internal static class Trigonometry
{
    public const float Pi = 3.14159265f;

    private const double Ln2 = 0.6931471805599453;

    /// <summary>Sine of an angle in radians.</summary>
    public static float Sin(float angle) => (float)Sin((double)angle);

    /// <summary>Cosine of an angle in radians.</summary>
    public static float Cos(float angle) => (float)Sin(angle + (Math.PI / 2));

    /// <summary>Sine of an angle in radians.</summary>
    public static double Sin(double angle)
    {
        double turns = angle / (2 * Math.PI);
        double x = (turns - Math.Floor(turns + 0.5)) * 2 * Math.PI;
        if (x > Math.PI / 2)
            x = Math.PI - x;
        else if (x < -Math.PI / 2)
            x = -Math.PI - x;
        double q = x * x;
        return x * (1 - (q / 6 * (1 - (q / 20 * (1 - (q / 42 * (1 - (q / 72 * (1 - (q / 110 * (1 - (q / 156))))))))))));
    }

    /// <summary>Angle of a direction in radians, -Pi..Pi, to 1e-7.</summary>
    public static float Atan2(float y, float x)
    {
        double ax = Math.Abs((double)x), ay = Math.Abs((double)y);
        double most = Math.Max(ax, ay);
        if (most == 0)
            return 0;
        double t = Math.Min(ax, ay) / most;
        // Half the angle twice, so that the series converges fast.
        double half = t / (1 + Math.Sqrt(1 + (t * t)));
        double quarter = half / (1 + Math.Sqrt(1 + (half * half)));
        double q = quarter * quarter;
        double angle = 4 * quarter * (1 - (q * ((1.0 / 3) - (q * (0.2 - (q * ((1.0 / 7) - (q / 9))))))));
        if (ay > ax)
            angle = (Math.PI / 2) - angle;
        if (x < 0)
            angle = Math.PI - angle;
        return (float)(y < 0 ? -angle : angle);
    }

    /// <summary>A power of a number from 0 up.</summary>
    public static double Power(double value, double exponent) => value <= 0 ? 0 : Exp(exponent * Log(value));

    /// <summary>The exponential function.</summary>
    public static double Exp(double value)
    {
        double doublings = Math.Floor((value / Ln2) + 0.5);
        double rest = value - (doublings * Ln2);
        double sum = 1, term = 1;
        for (int n = 1; n < 14; n++)
        {
            term *= rest / n;
            sum += term;
        }

        return Math.ScaleB(sum, (int)doublings);
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static double Log(double value)
    {
        int exponent = Math.ILogB(value);
        double mantissa = Math.ScaleB(value, -exponent);
        double u = (mantissa - 1) / (mantissa + 1);
        double q = u * u, term = u, sum = 0;
        for (int n = 1; n < 40; n += 2)
        {
            sum += term / n;
            term *= q;
        }

        return (2 * sum) + (exponent * Ln2);
    }
}
