using Microsoft.AspNetCore.Http;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Names;
using Ossa.Server.Cors;
using Ossa.Server.Identity;
using Ossa.Server.Operations;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Reading;
using Ossa.Server.Rpc;
using Ossa.Server.WebConsole;
using Ossa.Server.Websites;

namespace Ossa.Server.Road;

/// <summary>
/// The road of every OSS request. The frame around it says who answers, refuses what nobody should read, turns whatever goes wrong into the
/// error answer, logs and counts.
/// </summary>
internal sealed class OssPipeline(
    OssaEngine engine,
    Locator locator,
    Authenticator authenticator,
    RpcRoad rpc,
    RequestFrame frame
)
{
    public Task InvokeAsync(HttpContext http) => frame.RunAsync(http, WalkAsync);

    private async Task WalkAsync(OssContext context)
    {
        // 0. A request by parameters, such as AssumeRole, has a road of its own.
        if (RpcRoad.IsFor(context))
        {
            await rpc.WalkAsync(context);
            return;
        }

        await ApproachAsync(context);

        // 4. Whoever asks too often is told to wait.
        frame.Limits.RequireKey(context);

        // 5. A visitor of a website is led to its pages, each of which is admitted to like any other object.
        if (WebsiteVisit.Of(context) is { } visit)
        {
            await visit.AnswerAsync();
            return;
        }

        // 6. Admit: find the operation, authorize, open the object that is to be given out.
        var operation = await Admission.AdmitAsync(context);

        // 7. Handle.
        await operation.HandleAsync(context);
    }

    /// <summary>
    /// The same road for a caller that was proved otherwise than by a signature, on the service host. Nothing that is presented in the request
    /// counts, no object's content is given out, and there are no forms and no websites.
    /// </summary>
    public async Task WalkAsync(OssContext context, Caller caller)
    {
        context.Target = locator.Locate(context.Http, hostBucket: null)[0];
        context.FoundBucket = await FindBucketAsync(context);
        Authenticator.RequireBucket(context);
        (context.Caller, context.IsSignedInHeader) = (caller, true);
        frame.Limits.RequireKey(context);
        if (OperationCatalogue.Find(context, context.Http.Request.Method) is { Reads: Reads.Body } or PostObject)
        {
            throw new OssException(ConsoleErrors.NoContent);
        }

        var operation = await Admission.AdmitAsync(context);
        await operation.HandleAsync(context);
    }

    /// <summary>The beginning of the road, as far as it is clear who asks for what.</summary>
    public async ValueTask ApproachAsync(OssContext context)
    {
        // 1. Locate: what is asked for, read off the raw target, and the bucket if it is there.
        var readings = locator.Locate(context.Http, context.HostBucket);
        context.Target = readings[0];
        context.FoundBucket = await FindBucketAsync(context);

        // 2. Let pages of other origins read the answer, a refusal included.
        CorsHeaders.Write(context);

        // 3. Authenticate: who asks, and which reading of the target the signature proves. A form is signed in its fields.
        if (FormUpload.IsPresentedBy(context))
        {
            context.Form = await FormUpload.ReadAsync(context);
            await authenticator.AuthenticateFormAsync(context, context.Form);
        }
        else
        {
            await authenticator.AuthenticateAsync(context, readings);
        }
    }

    private async ValueTask<Bucket?> FindBucketAsync(OssContext context)
    {
        if (context.Target.Bucket is not { } name)
        {
            return null;
        }

        BucketName.Check(name);
        return await engine.Buckets.FindAsync(name, context.Aborted);
    }
}
