using System.Text;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Tests.Truth;

public class CocoFileTests
{
    private const string Categories = """ "categories": [{"id": 1, "name": "person"}, {"id": 18, "name": "dog"}] """;

    [Fact]
    public void Parse_UsualFile_HasBoxesByFrame()
    {
        TruthSet truth = Parse("""
            {
              "info": {"year": 2020, "nested": [1, {"a": 2}]},
              "annotations": [
                {"id": 1, "image_id": 20, "category_id": 18, "bbox": [1, 2, 3.5, 4], "iscrowd": 0, "area": 9.5, "segmentation": [[1, 2, 3, 4]]},
                {"id": 2, "image_id": 10, "category_id": 1, "bbox": [5, 6, 7, 8], "iscrowd": 1, "track_id": 77}
              ],
              "images": [{"id": 10, "file_name": "a.jpg", "width": 64, "height": 48}, {"id": 20, "file_name": "b.jpg"}, {"id": 30}],
            """ + Categories + "}");

        Assert.Equal((3, 2), (truth.FrameCount, truth.BoxCount));
        Assert.Equal([new TruthBox(new BoundingBox(5, 6, 12, 14), 1, 77, true)], truth.Boxes(0).ToArray());
        Assert.Equal([new TruthBox(new BoundingBox(1, 2, 4.5f, 6), 18, -1, false, 1, 9.5)], truth.Boxes(1).ToArray());
        Assert.True(truth.IsLabelled(2));
        Assert.Empty(truth.Boxes(2).ToArray());
        Assert.Equal("dog", truth.ClassNames[18]);
    }

    [Fact]
    public void Parse_FrameNumbers_PutTruthWhereItBelongs()
    {
        TruthSet truth = Parse("""{"images": [{"id": 1, "frame_id": 30}, {"id": 2, "frame_id": 60}], "annotations": [], """ + Categories + "}");

        Assert.Equal([30, 60], Enumerable.Range(0, 100).Where(frame => truth.IsLabelled(frame)));
        Assert.Equal(61, truth.FrameCount);
    }

    [Theory]
    [InlineData("[1]", 1, "found a list, expected an object with 'images'")]
    [InlineData("""{"images": {}}""", 1, "found an object, expected a list in 'images'")]
    [InlineData("{\n\"images\": [],\n\"categories\": []\n}", 4, "found the end without 'annotations'")]
    [InlineData("{\n\"images\": [\n{\"id\": \"a\"}]}", 3, "found 'a', expected a whole number in 'id'")]
    [InlineData("{\n\"images\": [\n{\"width\": 3}]}", 3, "found image without 'id'")]
    [InlineData("{\"images\": [{\"id\": 1},\n{\"id\": 1}], \"annotations\": [], \"categories\": []}", 2, "found image id 1 again")]
    [InlineData("{\"images\": [{\"id\": 1, \"frame_id\": 1},\n{\"id\": 2}], \"annotations\": [], \"categories\": []}", 2, "found frame 1 again")]
    [InlineData("{\"annotations\": [\n{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3]}]}", 2, "found the end of the list, expected four numbers")]
    [InlineData("{\"annotations\": [\n{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3, 4, 5]}]}", 2, "found '5', expected four numbers")]
    [InlineData("{\"annotations\": [\n{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, -3, 4]}]}", 2, "found '-3', expected a number of at least 0")]
    [InlineData("{\"annotations\": [\n{\"image_id\": 1, \"category_id\": 1}]}", 2, "found annotation without 'bbox'")]
    [InlineData("{\"annotations\": [\n{\"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3, 4], \"iscrowd\": 2}]}", 2, "found '2', expected a whole number of at least 0")]
    [InlineData("{\"categories\": [{\"id\": 1, \"name\": \"a\"},\n{\"id\": 1, \"name\": \"b\"}]}", 2, "found category id 1 again")]
    [InlineData("{\"images\": [{\"id\": 1}], \"categories\": [{\"id\": 1, \"name\": \"a\"}], \"annotations\": [\n{\"image_id\": 9, \"category_id\": 1, \"bbox\": [1, 2, 3, 4]}]}", 2, "found an annotation of image 9")]
    [InlineData("{\"images\": [{\"id\": 1}], \"categories\": [{\"id\": 1, \"name\": \"a\"}], \"annotations\": [\n{\"image_id\": 1, \"category_id\": 9, \"bbox\": [1, 2, 3, 4]}]}", 2, "found category 9")]
    [InlineData("{\"images\": [\n{]", 2, "found broken JSON")]
    [InlineData("", 1, "found broken JSON")]
    [InlineData("{\"images\": [], \"categories\": [], \"annotations\": []}\n}", 2, "found broken JSON")]
    public void Parse_BadText_NamesFileLineFoundAndExpected(string json, int line, string message)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Parse(json));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.StartsWith($"truth.json, line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static TruthSet Parse(string json) => CocoFile.Parse(Encoding.UTF8.GetBytes(json), "truth.json");
}
