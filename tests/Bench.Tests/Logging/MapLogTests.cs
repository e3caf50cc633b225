using VideoDyn.Bench.Logging;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;

namespace VideoDyn.Bench.Tests.Logging;

public class MapLogTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 5, 2)]
    [InlineData(640, 360, 300)]
    [InlineData(200, 200, 100_000)]
    public void Maps_WrittenAndRead_AreTheSame(int width, int height, int runLength)
    {
        var random = new Random(width);
        var log = new MapLog();
        var maps = new ClassMap[3];
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = new ClassMap();
            maps[i].Begin(width, height, new BoundingBox(0, 0, width, height));
            byte value = 0;
            foreach (ref byte pixel in maps[i].Classes)
                pixel = value = random.Next(runLength) == 0 ? (byte)random.Next(256) : value;
            log.Add(maps[i], offset: i);
        }

        for (int i = maps.Length - 1; i >= 0; i--)
        {
            var read = new ClassMap();
            log.Read(i, read);
            Assert.Equal((width, height, new BoundingBox(i, i, width + i, height + i)), (read.Width, read.Height, read.Area));
            Assert.True(maps[i].Classes.SequenceEqual(read.Classes));
        }
    }

    [Fact]
    public void Begins_AnotherLog_ComparesPixelsAsFarAsItGoes()
    {
        MapLog whole = Log(1, 2, 3);

        Assert.True(whole.Begins(Log(1, 2)));
        Assert.False(whole.Begins(Log(1, 3)));
        Assert.False(Log(1).Begins(whole));
    }

    private static MapLog Log(params byte[] values)
    {
        var log = new MapLog();
        foreach (byte value in values)
        {
            var map = new ClassMap();
            map.Begin(3, 3, new BoundingBox(0, 0, 3, 3));
            map.Classes.Fill(value);
            log.Add(map, 0);
        }

        return log;
    }
}
