using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class ZoomRegionTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [Theory]
    [InlineData(ResizeMode.LetterboxTopLeft)]
    [InlineData(ResizeMode.LetterboxCenter)]
    [InlineData(ResizeMode.Stretch)]
    public void Write_IdentityGrid_IsThePlainResize(ResizeMode resize)
    {
        var spec = new InputSpec { Width = 64, Height = 64, Resize = resize };
        using TestFrame frame = new TestFrame(new FrameFormat(160, 90, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited)).FillNoise(3);
        float[] plain = new float[spec.ByteLength / 4], warped = new float[plain.Length];
        var tensorizer = new FrameTensorizer();
        tensorizer.Write(frame, spec, MemoryMarshal.AsBytes(plain.AsSpan()));
        tensorizer.Write(frame, new FrameWarp(160, 90, spec), spec, MemoryMarshal.AsBytes(warped.AsSpan()));
        for (int index = 0; index < plain.Length; index++)
            Assert.Equal(plain[index], warped[index], 1e-4f);
    }

    [Fact]
    public void Write_GridOfAnotherFrameSize_IsRefused()
    {
        var spec = new InputSpec { Width = 64, Height = 64 };
        using TestFrame frame = new TestFrame(new FrameFormat(160, 90, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited)).FillNoise(3);
        Assert.Throws<ArgumentException>(() => new FrameTensorizer().Write(frame, new FrameWarp(80, 90, spec), spec, new byte[spec.ByteLength]));
    }

    [Fact]
    public void Write_ZoomedColumns_ShowsThemAsTheyAreInTheFrame()
    {
        var spec = new InputSpec { Width = 32, Height = 32, Resize = ResizeMode.Stretch, Scale = 1, Color = ChannelOrder.Rgb };
        // Luma is the column, so that a pixel tells where it comes from.
        using TestFrame frame = new TestFrame(new FrameFormat(128, 64, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full))
            .Fill((_, x, _) => (byte)x);
        var warp = new FrameWarp(128, 64, spec);
        double[] edges = new double[33];
        for (int edge = 0; edge <= 32; edge++)
            edges[edge] = edge <= 16 ? edge : 16 + ((edge - 16) * 7);
        warp.Columns.Set(edges);
        float[] tensor = new float[spec.ByteLength / 4];
        new FrameTensorizer().Write(frame, warp, spec, MemoryMarshal.AsBytes(tensor.AsSpan()));
        for (int column = 0; column < 32; column++)
            Assert.Equal(((edges[column] + edges[column + 1]) / 2) - 0.5, tensor[column], 0.1);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_NoMagnification_SeesWhatDenseDoes()
    {
        List<Detection> dense = Run("dense"), zoom = Run("zoom:most=1");
        Assert.NotEmpty(dense);
        Assert.Equal(dense.Count, zoom.Count);
        for (int index = 0; index < dense.Count; index++)
        {
            Assert.InRange(zoom[index].Score, dense[index].Score - 1e-3f, dense[index].Score + 1e-3f);
            Assert.True(zoom[index].Box.IntersectionOverUnion(dense[index].Box) > 0.99f);
        }
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_Zoom_SeesObjectsAndRepeats()
    {
        List<Detection> first = Run("zoom:every=0.2");
        Assert.NotEmpty(first);
        Assert.Equal(first, Run("zoom:every=0.2"));
    }

    [Theory]
    [InlineData("zoom:most=0.5", "Most is 0.5, expected 1 to 16")]
    [InlineData("zoom:mots=2", "mots")]
    public void ParseRegion_WrongOption_SaysWhatIsExpected(string region, string expected)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion(region));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static List<Detection> Run(string region)
    {
        var log = new BoxLog();
        using AnalysisSession session = AnalysisSession.Open(new AnalysisOptions
        {
            Input = SharedData.PathOf(Clip),
            Model = SharedData.PathOf(Dynamic),
            InputSize = "256x160",
            Region = region,
            Duration = TimeSpan.FromSeconds(0.5),
        });
        session.CreateRun(log).Run(default);
        return log.Boxes;
    }

    private sealed class BoxLog : IFrameObserver
    {
        public List<Detection> Boxes { get; } = [];

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view) => Boxes.AddRange(view.Observations.Detections);
    }
}
