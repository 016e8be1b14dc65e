using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>GET openapi.json</c>: the admin API in the words of OpenAPI, as this server has it. Every signer may read it, since some of the operations
/// are for every signer; strangers are not told what there is.
/// </summary>
/// <param name="operations">What it describes.</param>
internal sealed class DescribeApi(IReadOnlyList<AdminOperation> operations) : AdminOperation
{
    private readonly Lazy<byte[]> _document = new(() => OpenApiDocument.Write(operations));

    public override string Name => "AdminDescribeApi";

    public override string Summary => "Describes the admin API: this document.";

    public override string Method => HttpMethods.Get;

    public override string Path => AdminApi.OpenApi;

    public override IReadOnlyList<string> Parameters => [];

    public override AdminAnswer Answer => AdminAnswer.Json();

    public override bool IsForAnySigner => true;

    public override Task HandleAsync(OssContext context)
    {
        context.Http.Response.ContentType = "application/json";
        return AnswerBody.WriteAsync(context, _document.Value).AsTask();
    }
}
