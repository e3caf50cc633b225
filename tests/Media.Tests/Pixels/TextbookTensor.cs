using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>
/// The tensor computed a second time from the written conventions, in doubles and without any table, as the judge of
/// every variant. Values are tensor values before rounding to the element type, in [channel, row, column] order.
/// </summary>
internal static class TextbookTensor
{
    public static double[,,] Of(FrameLease frame, InputSpec spec)
    {
        FrameFormat format = frame.Format;
        FrameToTensor fit = FrameToTensor.Fit(format.Width, format.Height, spec);
        var tensor = new double[3, spec.Height, spec.Width];
        for (int y = 0; y < spec.Height; y++)
        {
            for (int x = 0; x < spec.Width; x++)
            {
                bool picture = x >= fit.ContentX && x < fit.ContentX + fit.ContentWidth
                    && y >= fit.ContentY && y < fit.ContentY + fit.ContentHeight;
                double[] rgb = [spec.Pad, spec.Pad, spec.Pad];
                if (picture)
                {
                    double sourceX = fit.SourceX + ((x - fit.ContentX + 0.5) * fit.SourceWidth / fit.ContentWidth);
                    double sourceY = fit.SourceY + ((y - fit.ContentY + 0.5) * fit.SourceHeight / fit.ContentHeight);
                    rgb = Rgb(frame, sourceX, sourceY);
                }

                if (spec.Color == ChannelOrder.Bgr)
                    Array.Reverse(rgb);
                for (int channel = 0; channel < 3; channel++)
                    tensor[channel, y, x] = ((rgb[channel] * spec.Scale) - spec.Mean[channel]) / spec.Std[channel];
            }
        }

        return tensor;
    }

    /// <summary>RGB at a point in luma pixels, whose pixel centres lie at halves.</summary>
    private static double[] Rgb(FrameLease frame, double x, double y)
    {
        FrameFormat format = frame.Format;
        double luma = At(frame.Luma, x, y);
        double u = 128;
        double v = 128;
        if (format.Layout != PixelLayout.Gray)
        {
            double chromaX = format.Layout == PixelLayout.Yuv444 ? x : x / 2;
            double chromaY = format.Layout == PixelLayout.Yuv420 ? y / 2 : y;
            u = At(frame.ChromaU, chromaX, chromaY);
            v = At(frame.ChromaV, chromaX, chromaY);
        }

        // H.273: E'y, E'pb and E'pr from code values, then RGB from the luma weights.
        bool limited = format.Range == ColorRange.Limited;
        double brightness = limited ? (luma - 16) / 219 : luma / 255;
        double pb = (u - 128) / (limited ? 224 : 255);
        double pr = (v - 128) / (limited ? 224 : 255);
        (double kr, double kb) = format.Matrix switch
        {
            ColorMatrix.Bt601 => (0.299, 0.114),
            ColorMatrix.Bt709 => (0.2126, 0.0722),
            _ => (0.2627, 0.0593),
        };
        double red = brightness + (2 * (1 - kr) * pr);
        double blue = brightness + (2 * (1 - kb) * pb);
        double green = (brightness - (kr * red) - (kb * blue)) / (1 - kr - kb);
        return [Math.Clamp(red * 255, 0, 255), Math.Clamp(green * 255, 0, 255), Math.Clamp(blue * 255, 0, 255)];
    }

    private static double At(in FramePlane plane, double x, double y)
    {
        int left = (int)Math.Floor(x - 0.5);
        int top = (int)Math.Floor(y - 0.5);
        double alongX = x - 0.5 - left;
        double alongY = y - 0.5 - top;
        double upper = (Pixel(plane, left, top) * (1 - alongX)) + (Pixel(plane, left + 1, top) * alongX);
        double lower = (Pixel(plane, left, top + 1) * (1 - alongX)) + (Pixel(plane, left + 1, top + 1) * alongX);
        return (upper * (1 - alongY)) + (lower * alongY);
    }

    private static double Pixel(in FramePlane plane, int x, int y) =>
        plane.Row(Math.Clamp(y, 0, plane.Height - 1))[Math.Clamp(x, 0, plane.Width - 1)];
}
