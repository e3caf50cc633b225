using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Inference.Sessions;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;

namespace VideoDyn.Models.Tests;

/// <summary>The committed classifier of crops, on the true boxes of the sample clips, and its stages one after another.</summary>
public class BranchyTests
{
    private const float LeastVisibility = 0.7f, LeastHeight = 20;
    private static readonly string[] s_labels = ["person", "bicycle", "car", "van", "dog", "nothing"];

    private static readonly Dictionary<int, string> s_classNames = s_labels.Take(5).Index().ToDictionary(pair => pair.Index + 1, pair => pair.Item);

    [Fact]
    public void Top1_OnTrueBoxesOfTheSampleClips_KeepsThePagesFloor()
    {
        using CropClassifier classifier = CropClassifier.Load(new ModelOptions { ModelPath = SampleModel.File("branchy") }, new FrameTensorizer());
        Assert.Equal(s_labels, classifier.Info.Labels);
        (int right, int all) = (0, 0);
        foreach (string clip in (string[])["plaza", "street", "pan", "dusk"])
        {
            TruthSet truth = TruthFile.Read(Path.ChangeExtension(SampleModel.Clip(clip), ".truth.csv"), s_classNames).MapClasses(s_labels)
                .Select(box => box.Visibility >= LeastVisibility && box.Box.Height >= LeastHeight ? box : null);
            ForEveryTwelfthFrame(SampleModel.Clip(clip), (frame, index) =>
            {
                TruthBox[] boxes = truth.Boxes(index).ToArray();
                var classes = new ClassScore[boxes.Length * CropClassifier.TopCount];
                int[] counts = new int[boxes.Length];
                classifier.Classify(frame, boxes.Select(box => box.Box).ToArray(), classes, counts);
                for (int place = 0; place < boxes.Length; place++)
                {
                    all += counts[place] > 0 ? 1 : 0;
                    right += counts[place] > 0 && classes[place * CropClassifier.TopCount].ClassId == boxes[place].ClassId ? 1 : 0;
                }
            });
        }

        Assert.True(all > 300, $"only {all} boxes");
        Assert.True((double)right / all >= ModelPage.Floor("branchy", "sample clips top-1"), $"{right} of {all} are right");
    }

    [Fact]
    public void Stages_OneAfterAnother_AreTheWhole()
    {
        var random = new Random(1);
        float[] picture = [.. Enumerable.Range(0, 3 * 64 * 64).Select(_ => random.NextSingle())];
        float[] first = Run("stage1.onnx", picture, "feature"), second = Run("stage2.onnx", first, "next_feature");

        float[] whole = Run("model.onnx", picture, "logits");
        Assert.Equal(s_labels.Length, whole.Length);
        Assert.All(Run("stage3.onnx", second, "logits").Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
        Assert.Equal(s_labels.Length, Run("stage1.onnx", picture, "logits").Length);
    }

    private static float[] Run(string file, float[] input, string output)
    {
        using OnnxSession session = OnnxSession.Open(SampleModel.File("branchy", file), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind();
        input.CopyTo(binding.Inputs[0].As<float>());
        binding.Run();
        return binding.Outputs.Single(tensor => tensor.Name == output).As<float>().ToArray();
    }

    private static void ForEveryTwelfthFrame(string clip, Action<FrameLease, long> look)
    {
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), new FrameLedger(), default);
        for (long index = 0; source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame; index++)
        {
            using (frame)
            {
                if (index % 12 == 0)
                    look(frame!, index);
            }
        }
    }
}
