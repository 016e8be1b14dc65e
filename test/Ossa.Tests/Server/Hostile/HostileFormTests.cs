using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Whatever is sent as a form, it uploads an object or is refused with an error of the list, and no more is held of it than may be.</summary>
public sealed class HostileFormTests : ServerTest
{
    private static readonly string[] Pieces =
    [
        "\r\n",
        "\n",
        "--",
        "------OssaFormBoundary7MA4YWxk",
        "\r\n------OssaFormBoundary7MA4YWxk\r\n",
        "\r\n------OssaFormBoundary7MA4YWxk--\r\n",
        "Content-Disposition: form-data; name=\"file\"\r\n\r\n",
        "Content-Disposition: form-data; name=\"key\"\r\n\r\n",
        "Content-Disposition: form-data; name=\r\n\r\n",
        "Content-Disposition: attachment\r\n\r\n",
        "Content-Type: \r\n",
        ": \r\n",
        "\0",
        "\u00ff",
        "\"",
        ";",
        "${filename}",
    ];

    private static readonly Gen<(double Place, int Removed, string Piece)[]> Changes = Gen.Select(
        Gen.Double.Unit,
        Gen.Int[0, 30],
        Gen.OneOf<string>(Pieces)
    ).Array[1, 4];

    private static readonly Gen<string> ContentTypes = Gen.OneOf(
        Gen.Const(PostForm.ContentType.Value),
        Gen.Const("multipart/form-data"),
        HostileValues.Gen.Select(value => $"multipart/form-data; boundary={value}"),
        HostileValues.Gen.Select(value => $"multipart/form-data; {value}"),
        HostileValues.Gen
    );

    [Fact]
    public async Task Any_form_is_taken_or_refused()
    {
        var whole = PostForm
            .WithKey("form/${filename}")
            .Field("x-oss-meta-a", "b")
            .Field("success_action_status", "201")
            .SignV4(Server.Time.GetUtcNow())
            .File([1, 2, 3])
            .Field("submit", "Upload")
            .ToBytes();
        await Gen.Select(ContentTypes, Changes)
            .SampleAsync(
                async (contentType, changes) =>
                {
                    var body = Changed(whole, changes);
                    var answer = await Server.SendRawAsync(
                        "POST",
                        $"/{Bucket}",
                        [H("Content-Type", contentType.Trim())],
                        body
                    );
                    HostileAnswers.AssertExpected(answer);
                },
                iter: 1_500,
                threads: 1
            );
    }

    [Fact]
    public async Task A_form_that_breaks_off_uploads_nothing()
    {
        var whole = PostForm.WithKey("cut").SignV4(Server.Time.GetUtcNow()).File([1, 2, 3]).ToBytes();
        // The last line's end is the only thing that may be missing.
        for (var length = 0; length < whole.Length - 2; length += 7)
        {
            var answer = await Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], whole[..length]);
            Assert.InRange(answer.Status, 400, 499);
        }
        AssertRefused(await GetAsync("cut"), 404, "NoSuchKey", "0026-00000001");
    }

    [Fact]
    public async Task Fields_without_end_are_refused_early()
    {
        var fields = new EndlessStream(
            "------OssaFormBoundary7MA4YWxk\r\nContent-Disposition: form-data; name=\"f{0}\"\r\n\r\nv\r\n"
        );
        var refusal = await RefusalOfAsync(fields);
        Assert.Equal(OssErrors.PostFieldsTooLarge, refusal.Error);
        Assert.InRange(fields.Given, 1, 2 * Limits.MaxFormFields);
    }

    [Fact]
    public async Task A_field_without_end_is_refused_early()
    {
        var field = new EndlessStream(
            "------OssaFormBoundary7MA4YWxk\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n",
            new string('v', 1000)
        );
        var refusal = await RefusalOfAsync(field);
        Assert.Equal(OssErrors.PostFieldsTooLarge, refusal.Error);
        Assert.InRange(field.Given, 1, 2 * Limits.MaxFormFieldsBytes / 1000);
    }

    [Fact]
    public async Task Headers_of_a_field_without_end_are_refused_early()
    {
        var headers = new EndlessStream("------OssaFormBoundary7MA4YWxk\r\n", "X-{0}: v\r\n");
        Assert.Equal(OssErrors.PostMalformed, (await RefusalOfAsync(headers)).Error);
        Assert.InRange(headers.Given, 1, 64 * 1024);
    }

    private static async Task<OssException> RefusalOfAsync(Stream body)
    {
        await using var request = HeaderParser.Request([PostForm.ContentType]);
        request.Http.Request.Method = "POST";
        request.Http.Request.Body = body;
        return await Assert.ThrowsAsync<OssException>(async () => await FormUpload.ReadAsync(request));
    }

    private static byte[] Changed(byte[] form, (double Place, int Removed, string Piece)[] changes)
    {
        var bytes = form.ToList();
        foreach (var (place, removed, piece) in changes)
        {
            var start = (int)(place * bytes.Count);
            bytes.RemoveRange(start, Math.Min(removed, bytes.Count - start));
            bytes.InsertRange(start, Encoding.Latin1.GetBytes(piece));
        }
        return [.. bytes];
    }
}
