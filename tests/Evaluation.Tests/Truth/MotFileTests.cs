using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Truth;
using VideoDyn.TestKit;

namespace VideoDyn.Evaluation.Tests.Truth;

public class MotFileTests
{
    [Fact]
    public void Read_TruthLine_HasAllFields() =>
        Assert.Equal(new MotRecord(3, 7, 10.5f, -2, 30, 40, 1, 2, 0.25f), Read("3,7,10.5,-2,30,40,1,2,0.25").Single());

    [Fact]
    public void Read_ShortLine_TakesDefaults() => Assert.Equal(new MotRecord(1, -1, 0, 0, 5, 6, 1, -1, 1), Read("1,-1,0,0,5,6").Single());

    [Fact]
    public void Read_TrackerLineOfTenFields_HasNoClass() =>
        Assert.Equal(new MotRecord(1, 4, 0, 0, 5, 6, 0.8f, -1, 1), Read("1,4,0,0,5,6,0.8,-1,-1,-1").Single());

    [Fact]
    public void Read_BlankLinesAndSpaces_AreFine() => Assert.Equal(2, Read("\n1, 1, 0, 0, 5, 6\r\n\r\n2,1,0,0,5,6\n").Count);

    [Theory]
    [InlineData("1,1,0,0,5", "found 5 fields, expected 6 to 10 fields")]
    [InlineData("1,1,0,0,5,6,1,1,1,1,1", "found more than 10 fields")]
    [InlineData("0,1,0,0,5,6", "found '0' in field 1 (frame), expected 1 to")]
    [InlineData("x,1,0,0,5,6", "found 'x' in field 1 (frame), expected a whole number")]
    [InlineData("1,1.5,0,0,5,6", "found '1.5' in field 2 (id), expected a whole number")]
    [InlineData("1,1,NaN,0,5,6", "found 'NaN' in field 3 (left), expected a number")]
    [InlineData("1,1,0,,5,6", "found '' in field 4 (top), expected a number")]
    [InlineData("1,1,0,0,0,6", "found '0' in field 5 (width), expected a number above 0")]
    [InlineData("1,1,0,0,5,-6", "found '-6' in field 6 (height), expected a number above 0")]
    [InlineData("2000000000,1,0,0,5,6", "found '2000000000' in field 1 (frame)")]
    public void Read_BadLine_NamesFileLineFoundAndExpected(string line, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Read("1,9,0,0,5,6\n" + line));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.StartsWith("gt.txt, line 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_IdTwiceInAFrame_NamesBothLines()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Read("1,9,0,0,5,6\n2,9,0,0,5,6\n1,9,7,0,5,6"));

        Assert.Equal("gt.txt, line 3: found id 9 in frame 1 again (first in line 1), expected each id once per frame.", error.Message);
    }

    [Fact]
    public void Read_MissingFile_IsAnInputErrorWithItsPath()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => MotFile.Read("/nowhere/gt.txt"));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains("/nowhere/gt.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_RandomRecords_ReadBackExactly() => SeededProperty.Holds(61, seed =>
    {
        var random = new Random(seed);
        MotRecord[] records =
        [
            .. Enumerable.Range(1, 20).Select(i => new MotRecord(
                i, random.Next(), random.NextSingle() * 1e4f, -random.NextSingle(), random.NextSingle() + 1e-6f, random.NextSingle() * 1e6f + 1,
                random.NextSingle(), random.Next(-1, 12), random.NextSingle())),
        ];
        var text = new StringWriter();
        MotFile.Write(text, records);
        return Read(text.ToString()).SequenceEqual(records);
    });

    [SharedDataFact("videos/synthetic-cam2.gt.txt")]
    public void Write_RealFile_ReproducesItsBytes()
    {
        string path = SharedData.PathOf("videos/synthetic-cam2.gt.txt");
        var text = new StringWriter();

        MotFile.Write(text, MotFile.Read(path));

        Assert.Equal(File.ReadAllText(path), text.ToString());
    }

    private static IReadOnlyList<MotRecord> Read(string text) => MotFile.Read(new StringReader(text), "gt.txt");
}
