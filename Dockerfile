# Two stages: what is compiled or trained is made in the first, the second only runs.
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot bot
COPY intents /content/intents
COPY knowledge /content/knowledge
# The model is trained here once, not at each start.
RUN CONTENT_DIR=/content DATA_DIR=/data /venv/bin/python -m bot understand /dev/null

FROM python:3.11-slim
LABEL org.opencontainers.image.version=0.2.0
RUN useradd --create-home --uid 10001 bot
COPY --from=build /venv /venv
COPY --from=build /app/bot /app/bot
# A new volume begins as a copy of these; afterwards it is the staff's.
COPY --from=build --chown=bot /content /content
COPY --from=build --chown=bot /data /data
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    CONTENT_DIR=/content DATA_DIR=/data HOST=0.0.0.0 PORT=8080
USER bot
VOLUME /data /content
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=2)"]
CMD ["python", "-m", "bot", "serve"]
