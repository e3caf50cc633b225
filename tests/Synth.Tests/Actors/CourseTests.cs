using VideoDyn.Synth.Actors;

namespace VideoDyn.Synth.Tests.Actors;

public class CourseTests
{
    [Fact]
    public void Walk_AroundACorner_NeverJumpsInPlaceOrHeading()
    {
        var course = Course.Walk(2, 1.4f, (0, 0, 0), (5, 0, 3), (5, 4, 0), (-3, 4, 0));
        Motion last = course.At(course.Start);
        for (float time = course.Start; time < course.End; time += 0.05f)
        {
            Motion now = course.At(time);
            Assert.True(Math.Abs(now.X - last.X) + Math.Abs(now.Y - last.Y) < 0.12);
            Assert.True(Math.Abs(now.Heading - last.Heading) < 0.5);
            Assert.True(now.Gone >= last.Gone);
            last = now;
        }

        Assert.Equal(-3, last.X, 0.3);
        Assert.Equal(0, course.At(course.Start + 5.5f).Speed, 0.05);
    }
}
