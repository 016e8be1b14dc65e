using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST access</c>: whether the caller may make a request, and until when. The request goes down the road of all requests as far as its
/// handler, so the answer is what it would get, and tells no more than that. Its headers are those of the one that asks.
/// </summary>
internal sealed class ForecastAccess : AdminOperation
{
    /// <summary>As much as the clock of a signer may be ahead.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(SignatureV4.MaxExpiresSeconds) + ClockTolerance;

    public override string Name => "AdminForecastAccess";

    public override string Summary => "Tells the signer whether a request would be allowed, and until when.";

    public override string Path => AdminApi.Access;

    public override IReadOnlyList<string> Parameters { get; } =
    [AdminApi.Method, AdminApi.Bucket, AdminApi.Key, AdminApi.Query, AdminApi.Until];

    public override bool IsForAnySigner => true;

    public override IReadOnlyList<string> RequiredParameters => [AdminApi.Method, AdminApi.Bucket, AdminApi.Until];

    public override AdminAnswer Answer => AdminAnswer.Json(IdentityJson.Default.AccessForecast);

    public override async Task HandleAsync(OssContext context)
    {
        var method = context.Target[AdminApi.Method] ?? throw Invalid(AdminErrors.MissingParameter, AdminApi.Method);
        var foreseen = new ForeseenRequest(context, method, ReadTarget(context));
        var forecast = await AccessForecasts.MakeAsync(foreseen, ReadUntil(context));
        context.Http.Response.ContentType = "application/json";
        context.Http.Response.Headers.CacheControl = "no-store";
        await AnswerBody.WriteAsync(context, forecast.Write());
    }

    private static RequestTarget ReadTarget(OssContext context)
    {
        var bucket = context.Target[AdminApi.Bucket] ?? throw Invalid(AdminErrors.MissingParameter, AdminApi.Bucket);
        BucketName.Check(bucket);
        var key = context.Target[AdminApi.Key];
        if (key is not null)
        {
            ObjectKey.Check(key);
        }

        return UriEncoding.TryDecodeQuery(context.Target[AdminApi.Query] ?? "", plusIsSpace: true, out var query)
            ? new RequestTarget(bucket, key, query)
            : throw Invalid(ForecastErrors.Parameter, AdminApi.Query);
    }

    private static DateTimeOffset ReadUntil(OssContext context) =>
        SigningTime.TryParse(context.Target[AdminApi.Until], out var until)
        && until > context.Now - ClockTolerance
        && until <= context.Now + MostAhead
            ? until
            : throw Invalid(ForecastErrors.Parameter, AdminApi.Until);

    private static OssException Invalid(OssError error, string parameter) => new(error, "Parameter", parameter);
}
