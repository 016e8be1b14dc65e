using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Server.Explaining;
using Ossa.Server.Hosting;
using Ossa.Server.Identity;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST explain</c>: why a signed URL, or one request, does not work. The server has the secrets of its keys, so it can say what was signed, and what it would
/// answer now. The URL stands in the body, since queries are written into logs.
/// </summary>
/// <param name="credentials">Finds the secret of the key that signed.</param>
/// <param name="hosts">Says which bucket a host stands for.</param>
/// <param name="told">Lets the request down the road.</param>
/// <param name="audit">Knows the requests that came, or null where nobody does.</param>
internal sealed class ExplainUrl(CredentialLookup credentials, HostBuckets hosts, ToldRequest told, AuditTrail? audit)
    : AdminOperation
{
    private const int MaxBytes = 256 * 1024;

    public override string Name => "AdminExplainUrl";

    public override string Summary =>
        "Tells what is wrong with a signed URL, and what would be answered to it now; or why a request was refused.";

    public override string Path => AdminApi.Explain;

    public override IReadOnlyList<string> Parameters => [];

    public override JsonTypeInfo Body => IdentityJson.Default.ExplainRequest;

    public override AdminAnswer Answer => AdminAnswer.Json(IdentityJson.Default.Explanation);

    public override async Task HandleAsync(OssContext context)
    {
        var request = await ReadAsync(context);
        var explanation = request.RequestId is { } id
            ? await ExplainRequestAsync(context, id)
            : await ExplainAsync(context, request);
        context.Http.Response.ContentType = "application/json";
        context.Http.Response.Headers.CacheControl = "no-store";
        await AnswerBody.WriteAsync(
            context,
            JsonSerializer.SerializeToUtf8Bytes(explanation, IdentityJson.Default.Explanation)
        );
    }

    private async Task<Explanation> ExplainAsync(OssContext context, ExplainRequest request)
    {
        var address = ReadAddress(context, request);
        var url = await ReadUrlAsync(context, request);
        var error = ReadError(request);
        var (secret, ofKey) = await FindSecretAsync(context, url);
        var without = ofKey is null ? "" : $": {ofKey.Message}";
        var explainer = new UrlExplainer(url, secret, new ShownTime(context.Time));
        var outcome = await told.WalkAsync(
            context,
            url.Given.Method ?? explainer.Explain(refusal: null, without).Method,
            (url.Raw.Scheme, url.Raw.Authority, url.Raw.Target),
            url.Given.Headers,
            address
        );
        return explainer.Explain(
            error ?? outcome.Refusal,
            without,
            outcome.IsForeseen ? new ToldAnswer(outcome.Refusal is null, outcome.Operation, outcome.Reason) : null,
            ofKey
        );
    }

    private async Task<Explanation> ExplainRequestAsync(OssContext context, string id)
    {
        var trail = audit ?? throw new OssException(AdminErrors.NoAudit);
        await foreach (var line in trail.ReadAsync(new AuditFilter { RequestId = id }, follow: false, context.Aborted))
        {
            if (line is not null && AuditEntry.Read(line) is { } entry)
            {
                return new RequestExplainer(entry, new ShownTime(context.Time)).Explain();
            }
        }

        throw new OssException(AdminErrors.NoSuchRequest, "RequestId", id);
    }

    private static async Task<ExplainRequest> ReadAsync(OssContext context)
    {
        using var body = new RequestBody(context);
        using var document = await body.ReadDocumentAsync(MaxBytes, AdminErrors.MalformedBody);
        try
        {
            return
                JsonSerializer.Deserialize(document, IdentityJson.Default.ExplainRequest) is { } request
                && (request.Url is null) != (request.RequestId is null)
                ? request
                : throw new OssException(AdminErrors.MalformedBody);
        }
        catch (JsonException e)
        {
            throw new OssException(AdminErrors.MalformedBody, "ErrorDetail", e.Message);
        }
    }

    private static IPAddress? ReadAddress(OssContext context, ExplainRequest request) =>
        request.Address is not { } text ? context.Client.Address
        : IPAddress.TryParse(text, out var address) ? address
        : throw Invalid("Address", "That is no address of a client.");

    private async ValueTask<SignedUrl> ReadUrlAsync(OssContext context, ExplainRequest request)
    {
        var given = new SignedUrlRequest(
            request.Method?.ToUpperInvariant(),
            request.Bucket,
            request.Headers?.ToArray() ?? []
        );
        try
        {
            var url = SignedUrl.Read(request.Url!, given, endpointHost: null);
            return given.Bucket is null && await hosts.FindAsync(url.Raw.Host, context.Aborted) is { } bucket
                ? SignedUrl.Read(request.Url!, given with { Bucket = bucket }, endpointHost: null)
                : url;
        }
        catch (NotSignedException e)
        {
            throw Invalid("Url", e.Message);
        }
    }

    private static ErrorDocument? ReadError(ExplainRequest request)
    {
        if (request.Error is null)
        {
            return null;
        }

        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(request.Error));
            return ErrorDocument.Read(stream);
        }
        catch (DocumentFormatException e)
        {
            throw Invalid("Error", e.Message);
        }
    }

    private async ValueTask<(SigningSecret? Secret, OssError? Refusal)> FindSecretAsync(
        OssContext context,
        SignedUrl url
    )
    {
        try
        {
            var credential = await credentials.GetAsync(
                url.AccessKeyId ?? "",
                url.SecurityToken,
                context.Now,
                context.Aborted
            );
            return (credential.Secret, null);
        }
        catch (OssException e)
        {
            return (null, e.Error);
        }
    }

    private static OssException Invalid(string member, string detail) =>
        new(AdminErrors.MalformedBody, [new("Member", member), new("ErrorDetail", detail)]);
}
