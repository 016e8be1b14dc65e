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
using Ossa.Server.Repeating;
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

    private Task WalkAsync(OssContext context)
    {
        // A request by parameters, such as AssumeRole, has a road of its own.
        if (RpcRoad.IsFor(context))
        {
            return rpc.WalkAsync(context);
        }

        return context.Recording is { } recording ? WalkNotingAsync(context, recording) : WalkPlainlyAsync(context);
    }

    private async Task WalkPlainlyAsync(OssContext context) => await HandleAsync(context, await AdmitAsync(context));

    private static Task HandleAsync(OssContext context, Operation? operation) =>
        operation is null ? Task.CompletedTask : operation.HandleAsync(context);

    /// <summary>The same, and takes down by what it is answered.</summary>
    private async Task WalkNotingAsync(OssContext context, AnswerRecording recording)
    {
        var reads = StoreReads.Begin();
        context.IsRepeatable = true;
        var operation = await AdmitAsync(context);
        if (!reads.MayHold)
        {
            recording.GiveUp();
        }

        await HandleAsync(context, operation);
        reads.End();
        recording.Offer(reads, context);
    }

    /// <summary>What a request asks for, once it is let in; null where it is answered already.</summary>
    private async ValueTask<Operation?> AdmitAsync(OssContext context)
    {
        await ApproachAsync(context);
        context.NoteKeyUse(ServiceNames.Oss);

        // 4. Whoever asks too often is told to wait.
        frame.Limits.RequireKey(context);

        // 5. A visitor of a website is led to its pages, each of which is admitted to like any other object.
        if (WebsiteVisit.Of(context) is { } visit)
        {
            await visit.AnswerAsync();
            return null;
        }

        // 6. Admit: find the operation, authorize, open the object that is to be given out. What is left is to handle it.
        return await Admission.AdmitAsync(context);
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
        context.NoteKeyUse(ServiceNames.Oss);
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
        try
        {
            context.FoundBucket = await FindBucketAsync(context);

            // 2. Let pages of other origins read the answer, a refusal included.
            CorsHeaders.Write(context);

            // 3. Authenticate: who asks, and which reading of the target the signature proves.
            await AuthenticateAsync(context, readings);
        }
        catch (OssException)
        {
            // Whoever looks for the reason wants to know what was refused.
            OperationCatalogue.Note(context);
            throw;
        }
    }

    /// <summary>A form is signed in its fields.</summary>
    private async ValueTask AuthenticateAsync(OssContext context, IReadOnlyList<RequestTarget> readings)
    {
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
