using Ossa.Protocol.Documents;
using Ossa.Server.Operations;
using Ossa.Server.Operations.EmptyLists;
using Ossa.Tests.Protocol.Documents.Generation;
using Ossa.Tests.Server.Road;
using Xunit;

namespace Ossa.Tests.Server.Samples;

/// <summary>
/// Every document that the server answers with is read by the reader of its kind, and what was read is written as the same bytes. The operations
/// are those of the catalogue and the kinds those of the assemblies, so that neither a new operation nor a new document goes unproven.
/// </summary>
public sealed class AnswerDocumentTests
{
    /// <summary>Documents that requests carry only.</summary>
    private static readonly string[] OfRequests =
    [
        nameof(BucketCnameConfiguration),
        nameof(CompleteMultipartUpload),
        nameof(CreateBucketConfiguration),
        nameof(DeleteRequest),
        nameof(ExtendWormConfiguration),
        nameof(InitiateWormConfiguration),
        nameof(RestoreRequest),
    ];

    /// <summary>Documents that clients read of answers which the RAM and STS actions write, from JSON as XML.</summary>
    private static readonly string[] OfActions = [nameof(AssumedRole), nameof(CallerIdentity)];

    [Fact]
    public async Task Every_document_of_an_answer_is_read_back()
    {
        using var log = new RecordedLog();
        var scene = new ErrorScene { Log = log };
        await scene.InitializeAsync();
        foreach (var sample in DocumentedAnswer.All)
        {
            // What is being restored is there after a while.
            scene.Wait(TimeSpan.FromMinutes(1));
            var answer = await scene.SendAsync(sample.Request);
            var isRefused = sample.Document == nameof(ErrorDocument);
            Assert.True(answer.Status < 300 != isRefused, $"{sample.Request}: {answer.Text}");
            var line = await log.WaitForAsync(answer["x-oss-request-id"]!, TestContext.Current.CancellationToken);
            Assert.Equal(sample.Operation, line.Split(' ')[3]);
            Assert.True(
                (answer["Content-Type"] == "application/xml") == sample.Document is not null,
                $"{sample.Request}: {answer.Text}"
            );
            if (sample.Document is not null)
            {
                Assert.Equal(answer.Text, System.Text.Encoding.UTF8.GetString(Rewritten(sample.Document, answer.Body)));
            }
            if (answer["x-oss-worm-id"] is { } worm)
            {
                scene.Name("{worm}", worm);
            }
            if (sample.Document == nameof(InitiateMultipartUploadResult))
            {
                scene.Name("{last upload}", answer.Element("UploadId")!);
            }
        }
        await scene.DisposeAsync();
    }

    [Fact]
    public void Every_operation_that_works_has_an_answer()
    {
        var missing = OperationCatalogue
            .Works.Select(operation => operation.Name)
            .Except(DocumentedAnswer.All.Select(answer => answer.Operation));
        Assert.True(
            !missing.Any(),
            $"There is no answer of {string.Join(", ", missing)}: add a request that goes well to answers.tsv."
        );
    }

    [Fact]
    public void Every_kind_of_document_is_read_back_from_an_answer()
    {
        var written = typeof(IXmlDocument)
            .Assembly.GetTypes()
            .Concat(typeof(Operation).Assembly.GetTypes())
            // What the RAM and STS actions write as XML is nested in what answers them.
            .Where(type => type is { IsAbstract: false, IsNested: false } && type.IsAssignableTo(typeof(IXmlDocument)))
            .Select(type => type.Name)
            .Except([.. OfRequests, .. OfActions])
            .Order(StringComparer.Ordinal);
        var answered = DocumentedAnswer
            .All.Select(answer => answer.Document)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(written, answered);
    }

    private static byte[] Rewritten(string document, byte[] body) =>
        XmlText.ToUtf8(
            document == nameof(EmptyListDocument) ? EmptyListReader.Read(body) : DocumentKind.Named(document).Read(body)
        );
}
