using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Cli.Terminal;

/// <summary>Draws where a camera's objects were seen, as text.</summary>
internal static class PriorPrinter
{
    private const string Shades = " .:-=+*#%@";
    private static readonly string[] s_sizes = ["below 32 px", "32 to 64 px", "64 to 128 px", "larger"];

    public static void Print(TextWriter output, PriorFile file)
    {
        output.WriteLine(FormattableString.Invariant($"prior of region crops: frames of {file.FrameWidth}x{file.FrameHeight}, model {file.ModelSha256[..Math.Min(12, file.ModelSha256.Length)]}"));
        for (int size = 0; size < CropPrior.Sizes; size++)
        {
            double sum = 0, most = 0;
            for (int cell = 0; cell < CropPrior.Rows * CropPrior.Columns; cell++)
            {
                float weight = file.Prior[cell / CropPrior.Columns, cell % CropPrior.Columns, size];
                sum += weight;
                most = Math.Max(most, weight);
            }

            output.WriteLine(FormattableString.Invariant($"objects {s_sizes[size]}: {sum:F1} sightings, at most {most:F1} in a cell"));
            if (most <= 0)
                continue;
            for (int row = 0; row < CropPrior.Rows; row++)
            {
                char[] line = new char[CropPrior.Columns];
                for (int column = 0; column < line.Length; column++)
                {
                    // By root, because a few places see most and the rest should show as well.
                    double share = Math.Sqrt(file.Prior[row, column, size] / most);
                    line[column] = Shades[(int)Math.Ceiling(share * (Shades.Length - 1))];
                }

                output.WriteLine($"  |{new string(line)}|");
            }
        }
    }
}
