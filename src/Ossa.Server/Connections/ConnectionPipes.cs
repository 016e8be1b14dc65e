using System.IO.Pipelines;

namespace Ossa.Server.Connections;

/// <summary>A connection's two directions.</summary>
internal sealed record ConnectionPipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
