# The record as one image: web, worker and migrations are three commands of it. Its root may be read-only.
FROM python:3.11-slim-bookworm AS made

RUN apt-get update \
    && apt-get install -y --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /venv
WORKDIR /record
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /venv/bin/python manage.py compilemessages --verbosity 0 \
    && STATIC_ROOT=/static /venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm

# What WeasyPrint draws papers with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
# The keys' folder belongs to the account that serves, so that a new volume does too.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin record \
    && install -d -o record -g record -m 0700 /keys
COPY --from=made /venv /venv
COPY --from=made /static /static
COPY --from=made /record /record
WORKDIR /record
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VAR_DIR=/keys STATIC_ROOT=/static
USER record
EXPOSE 8000
CMD ["gunicorn", "safeguarding.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
