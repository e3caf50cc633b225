using VideoDyn.Synth.Actors;

namespace VideoDyn.Synth.Tests.Actors;

public class TrafficTests
{
    private const float Length = 4.5f;

    [Fact]
    public void Cars_KeepTheirDistanceAndWaitAtRed()
    {
        static bool IsRed(float time) => time is > 5 and < 15;
        List<(float Start, List<float> Places)> driven = Traffic.Drive([(0, 9, Length), (1, 10, Length), (2, 8, Length)], -40, 40, 5, IsRed);

        for (float time = 0; time < 30; time += 0.1f)
        {
            float?[] places = [.. driven.Select(car => At(car, time))];
            for (int i = 1; i < places.Length; i++)
            {
                if (places[i - 1] is { } ahead && places[i] is { } behind)
                    Assert.True(ahead - Length - behind > 0, $"car {i} touches the one ahead at {time}");
            }
        }

        // Nobody passes the line while it is red (the first second is for those who cannot stop any more).
        Assert.All(driven, car => Assert.DoesNotContain(Enumerable.Range(65, 80), tick => At(car, (tick - 1) * 0.1f) < 5 && At(car, tick * 0.1f) >= 5));
        Assert.All(driven, car => Assert.True(car.Places[^1] > 35));
    }

    private static float? At((float Start, List<float> Places) car, float time)
    {
        int i = (int)((time - car.Start) * 10);
        return i >= 0 && i < car.Places.Count ? car.Places[i] : null;
    }
}
