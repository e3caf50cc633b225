using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Sequences;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Sequences;

/// <summary>Frames between two steps need no pixels, and what is said about the stream is the same without them.</summary>
public sealed class StepForecastTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(25)]
    [InlineData(10)]
    [InlineData(4)]
    public void Unseen_FramesBetweenSteps_ChangeNothing(int rate)
    {
        using SequenceNetworks networks = SequenceNetworks.Open(new ToySequenceModel(new PlainGru(3, -2)).Save(_folder));
        for (int seed = 0; seed < 6; seed++)
        {
            double[] times = Times(new Random(seed), rate);
            (string all, _) = Run(networks, times, spares: false);
            (string needed, int seen) = Run(networks, times, spares: true);
            Assert.Equal(all, needed);
            Assert.InRange(seen, 1, Math.Max(1, Math.Min(1, 12.5 / rate) * times.Length));
        }
    }

    [Fact]
    public void Gate_ThatRests_SaysNothingWrongAboutTheRate()
    {
        using var gate = new SkipRnnGate(new ToySequenceModel(new PlainGru(3, -9)).Save(_folder), new FrameTensorizer());
        for (int index = 0; index < 80; index++)
        {
            using FrameLease frame = index % 8 == 0 ? ToyFrames.Gray(index, index / 10.0, 90) : new UnseenFrame(ToyFrames.Format, index, TimeSpan.FromSeconds(index / 10.0));
            _ = frame.HasPixels ? gate.Decide(index, frame) : gate.DecideUnseen(index, frame);
        }

        Assert.Empty(gate.Notes);
    }

    private static double[] Times(Random random, int rate)
    {
        double[] times = new double[150];
        double now = 0;
        for (int index = 0; index < times.Length; index++)
        {
            times[index] = now;
            now += random.Next(70) == 0 ? -0.3 : (0.8 + (0.4 * random.NextDouble())) / rate;
            now = Math.Max(0, now);
        }

        return times;
    }

    private static (string Told, int Seen) Run(SequenceNetworks networks, double[] times, bool spares)
    {
        var sequence = new SequenceFollower(networks, new FrameTensorizer());
        var clock = new StageClock();
        IFrameForecast forecast = sequence.Forecast();
        var told = new List<string>();
        int seen = 0;
        for (int index = 0; index < times.Length; index++)
        {
            var time = TimeSpan.FromSeconds(times[index]);
            if (!forecast.MayLook(index, index, time) && spares)
            {
                sequence.Pass(time);
                continue;
            }

            seen++;
            using TestFrame frame = ToyFrames.Drifting(index, times[index], 4);
            SequenceStep step = sequence.Add(frame, clock);
            if (step != SequenceStep.Between)
                told.Add($"{index} {step} {sequence.LastClass} {sequence.Change}");
        }

        told.AddRange(sequence.Notes);
        told.Add($"{sequence.Counters.Steps} {sequence.Counters.Updates}");
        return (string.Join('\n', told), seen);
    }
}
